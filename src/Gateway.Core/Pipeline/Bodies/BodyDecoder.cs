using System.Buffers;
using System.IO.Compression;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>
/// Removes one content encoding, as far as the cap: what a small body would expand to beyond it is never made. All of the encoded bytes
/// are there, so nothing is awaited, and there are never more decoders than threads.
/// </summary>
internal static class BodyDecoder
{
    public static DecodingOutcome Decode(ReadOnlySequence<byte> encoded, ContentEncoding encoding, long maxBytes, PooledBytes decoded) =>
        encoding == ContentEncoding.Brotli ? DecodeBrotli(encoded, maxBytes, decoded) : DecodeZip(encoded, encoding, maxBytes, decoded);

    private static DecodingOutcome DecodeZip(ReadOnlySequence<byte> encoded, ContentEncoding encoding, long maxBytes, PooledBytes decoded)
    {
        using var source = new EncodedBytes(encoded, mayHaveMembers: encoding == ContentEncoding.GZip);
        using Stream decoder = encoding == ContentEncoding.GZip
            ? new GZipStream(source, CompressionMode.Decompress)
            : new ZLibStream(source, CompressionMode.Decompress);
        try
        {
            return !TryReadToEnd(decoder, maxBytes, decoded) ? DecodingOutcome.TooLarge
                : source.IsExactlyRead ? DecodingOutcome.Whole
                : DecodingOutcome.Malformed;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            // The second where zlib wants what no request can have, a preset dictionary: nothing else here does input or output.
            return DecodingOutcome.Malformed;
        }
    }

    private static bool TryReadToEnd(Stream decoder, long maxBytes, PooledBytes decoded)
    {
        Span<byte> oneTooMany = stackalloc byte[1];
        while (true)
        {
            var isFull = decoded.Length == maxBytes;
            var count = decoder.Read(isFull ? oneTooMany : decoded.GetRoom(maxBytes - decoded.Length));
            if (count == 0 || isFull)
            {
                return count == 0;
            }

            decoded.Advance(count);
        }
    }

    private static DecodingOutcome DecodeBrotli(ReadOnlySequence<byte> encoded, long maxBytes, PooledBytes decoded)
    {
        var decoder = default(BrotliDecoder);
        try
        {
            var left = encoded.Length;
            foreach (var segment in encoded)
            {
                var status = DecodeBrotli(ref decoder, segment.Span, maxBytes, decoded, out var consumed);
                left -= consumed;
                switch (status)
                {
                    case OperationStatus.Done:
                        return left == 0 ? DecodingOutcome.Whole : DecodingOutcome.Malformed;
                    case OperationStatus.DestinationTooSmall:
                        return DecodingOutcome.TooLarge;
                    case OperationStatus.InvalidData:
                        return DecodingOutcome.Malformed;
                }
            }

            return DecodingOutcome.Malformed;
        }
        finally
        {
            decoder.Dispose();
        }
    }

    private static OperationStatus DecodeBrotli(
        ref BrotliDecoder decoder, ReadOnlySpan<byte> encoded, long maxBytes, PooledBytes decoded, out int consumed)
    {
        Span<byte> oneTooMany = stackalloc byte[1];
        consumed = 0;
        while (true)
        {
            var isFull = decoded.Length == maxBytes;
            var room = isFull ? oneTooMany : decoded.GetRoom(maxBytes - decoded.Length);
            var status = decoder.Decompress(encoded[consumed..], room, out var read, out var written);
            consumed += read;
            if (isFull && written > 0)
            {
                return OperationStatus.DestinationTooSmall;
            }

            if (written > 0)
            {
                decoded.Advance(written);
            }

            if (status != OperationStatus.DestinationTooSmall)
            {
                return status;
            }
        }
    }
}
