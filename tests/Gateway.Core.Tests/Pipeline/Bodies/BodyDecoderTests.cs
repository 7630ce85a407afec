using System.Buffers;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

public class BodyDecoderTests
{
    private const int Cap = 100_000;

    private readonly CountingPool _pool = new();

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Decode_AnySizeInAnyPieces_IsWhole(string encoding)
    {
        foreach (var length in new[] { 0, 1, 4_095, 4_096, 4_097, 65_536, Cap })
        {
            var bytes = EncodedRequests.CreateBytes(length);
            foreach (var piece in new[] { 1, 7, 4_096, int.MaxValue })
            {
                var (outcome, decoded) = Decode(encoding, Encoded.As(encoding, bytes), piece);

                Assert.Equal(DecodingOutcome.Whole, outcome);
                Assert.Equal(bytes, decoded);
            }
        }

        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Decode_BrokenOffAnywhere_IsMalformed(string encoding)
    {
        foreach (var bytes in new[] { EncodedRequests.CreateBytes(300), new byte[3_000], [] })
        {
            var wire = Encoded.As(encoding, bytes);
            for (var length = 1; length < wire.Length; length++)
            {
                Assert.Equal(DecodingOutcome.Malformed, Decode(encoding, wire[..length]).Outcome);
                Assert.Equal(DecodingOutcome.Malformed, Decode(encoding, wire[..length], piece: 1).Outcome);
            }
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Decode_SomethingBehindTheEnd_IsMalformed(string encoding)
    {
        byte[][] tails = [[0], [0x1F], [0x1F, 0x8B], [0x1F, 0x8B, 8, 0], [0, 0, 0, 0, 0, 0, 0, 0], new byte[20_000]];

        // Long ones end anywhere in the piece that the decoder reads at once.
        foreach (var length in new[] { 0, 1, 300, 8_000, 8_168, 8_169, 8_170, 8_174, 8_179, 8_180, 20_000 })
        {
            var wire = Encoded.As(encoding, EncodedRequests.CreateBytes(length));
            Assert.Equal(DecodingOutcome.Whole, Decode(encoding, wire).Outcome);
            Assert.All(tails, tail => Assert.Equal(DecodingOutcome.Malformed, Decode(encoding, [.. wire, .. tail]).Outcome));
        }
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Decode_TwoFrames_IsMalformedWhereTheFormatHasOne(string encoding)
    {
        var wire = Encoded.As(encoding, [1, 2, 3]);

        Assert.Equal(DecodingOutcome.Malformed, Decode(encoding, [.. wire, .. wire]).Outcome);
    }

    [Fact]
    public void Decode_GzipOfSeveralMembers_IsAllOfThem()
    {
        var (one, two) = (Encoded.As("gzip", EncodedRequests.CreateBytes(9_000)), Encoded.As("gzip", [1, 2, 3]));

        var (outcome, decoded) = Decode("gzip", [.. one, .. Encoded.As("gzip", []), .. two]);

        Assert.Equal(DecodingOutcome.Whole, outcome);
        Assert.Equal([.. EncodedRequests.CreateBytes(9_000), 1, 2, 3], decoded);
        Assert.Equal(DecodingOutcome.Malformed, Decode("gzip", [.. one, .. two[..^1]]).Outcome);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Decode_ExactlyTheCap_IsWholeAndOneMoreIsTooLarge(string encoding)
    {
        var atTheCap = Decode(encoding, Encoded.Zeros(encoding, 100_000));
        Assert.Equal((DecodingOutcome.Whole, Cap), (atTheCap.Outcome, atTheCap.Decoded.Length));

        Assert.Equal(DecodingOutcome.TooLarge, Decode(encoding, Encoded.As(encoding, new byte[Cap + 1])).Outcome);
        Assert.Equal(DecodingOutcome.TooLarge, Decode(encoding, Encoded.As(encoding, [1]), cap: 0).Outcome);
        Assert.Equal(DecodingOutcome.Whole, Decode(encoding, Encoded.As(encoding, []), cap: 0).Outcome);
    }

    [Theory]
    [InlineData("gzip", 1_000)]
    [InlineData("deflate", 1_000)]
    [InlineData("br", 100_000)]
    public void Decode_Bomb_CostsTheCapAtMost(string encoding, int ratio)
    {
        const long Expanded = 256L * 1024 * 1024;
        var bomb = Encoded.Zeros(encoding, Expanded);
        Assert.True(bomb.Length < Expanded / ratio, $"{bomb.Length} bytes");

        Assert.Equal(DecodingOutcome.TooLarge, Decode(encoding, bomb).Outcome);

        Assert.InRange(_pool.MostBytes, 1, Cap);
        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void Decode_Garbage_IsMalformedAndNeverAnException(string encoding)
    {
        var random = new Random(4_711);
        var wire = Encoded.As(encoding, EncodedRequests.CreateBytes(500));
        for (var i = 0; i < 2_000; i++)
        {
            var garbage = new byte[random.Next(1, 600)];
            random.NextBytes(garbage);
            var spoilt = wire.ToArray();
            spoilt[random.Next(spoilt.Length)] ^= (byte)(1 << random.Next(8));

            Assert.InRange(Decode(encoding, garbage).Decoded.Length, 0, Cap);
            var (outcome, decoded) = Decode(encoding, spoilt);

            // Brotli has no checksum, and a gzip header has bits that say nothing about the bytes.
            Assert.True(encoding == "br" || outcome != DecodingOutcome.Whole || decoded.AsSpan().SequenceEqual(EncodedRequests.CreateBytes(500)));
        }

        Assert.Equal(0, _pool.Outstanding);
    }

    [Theory]
    [InlineData("7820000000010300000000000000")] // zlib that wants a preset dictionary
    [InlineData("030000000001")] // deflate without zlib's frame
    [InlineData("1F8B080000000000000303000000000000000000")] // gzip
    public void Decode_DeflateInAnotherFrame_IsMalformed(string wire) =>
        Assert.Equal(DecodingOutcome.Malformed, Decode("deflate", Convert.FromHexString(wire)).Outcome);

    private (DecodingOutcome Outcome, byte[] Decoded) Decode(string encoding, byte[] wire, int piece = int.MaxValue, long cap = Cap)
    {
        using var decoded = new PooledBytes(_pool);
        var outcome = BodyDecoder.Decode(Pieces.Of(wire, piece), ContentEncodings.Of(encoding), cap, decoded);
        return (outcome, decoded.Bytes.ToArray());
    }
}
