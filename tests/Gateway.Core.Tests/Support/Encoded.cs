using System.IO.Compression;

namespace Gateway.Core.Tests.Support;

/// <summary>Bytes with a content encoding, as clients write them.</summary>
internal static class Encoded
{
    public static byte[] As(string? encoding, byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return Nothing(encoding);
        }

        using var encoded = new MemoryStream();
        using (var encoder = Create(encoding, encoded))
        {
            encoder.Write(bytes);
        }

        return encoded.ToArray();
    }

    /// <summary>A body of so many zeros, made without having them all at once.</summary>
    public static byte[] Zeros(string encoding, long count)
    {
        using var encoded = new MemoryStream();
        using (var encoder = Create(encoding, encoded))
        {
            for (var zeros = new byte[64 * 1024]; count > 0; count -= zeros.Length)
            {
                encoder.Write(zeros, 0, (int)Math.Min(count, zeros.Length));
            }
        }

        return encoded.ToArray();
    }

    // .NET's encoders write not even a frame.
    private static byte[] Nothing(string? encoding) => encoding switch
    {
        "gzip" => Convert.FromHexString("1F8B080000000000000303000000000000000000"),
        "deflate" => Convert.FromHexString("789C030000000001"),
        "br" => [6],
        _ => [],
    };

    private static Stream Create(string? encoding, Stream encoded) => encoding switch
    {
        "gzip" => new GZipStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
        "deflate" => new ZLibStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
        "br" => new BrotliStream(encoded, CompressionLevel.Optimal, leaveOpen: true),
        _ => new BufferedStream(encoded, 16),
    };
}
