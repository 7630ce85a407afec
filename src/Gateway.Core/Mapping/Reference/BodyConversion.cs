using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Reference;

/// <summary>The ways in which the reference turns text into bytes and bytes into text.</summary>
internal enum BodyConversion
{
    None,

    /// <summary>What is no UTF-8 becomes U+FFFD.</summary>
    ToUtf8,

    ToBase64,

    FromBase64,
}

internal static class BodyConversions
{
    /// <summary>Converts a body.</summary>
    /// <returns>False where it should be base64 and is not.</returns>
    /// <param name="conversion">How.</param>
    /// <param name="body">The body.</param>
    /// <param name="converted">The new body; null where it stays.</param>
    public static bool TryConvert(BodyConversion conversion, in ReadOnlySequence<byte> body, out PooledBytes? converted)
    {
        converted = null;
        if (conversion == BodyConversion.None || body.IsEmpty)
        {
            return true;
        }

        var bytes = ArrayPool<byte>.Shared.Rent((int)body.Length);
        body.CopyTo(bytes);
        var isDone = TryConvert(conversion, bytes.AsSpan(0, (int)body.Length), out converted);
        ArrayPool<byte>.Shared.Return(bytes);
        return isDone;
    }

    private static bool TryConvert(BodyConversion conversion, ReadOnlySpan<byte> body, out PooledBytes? converted)
    {
        converted = null;
        if (conversion == BodyConversion.ToUtf8)
        {
            if (!Utf8.IsValid(body))
            {
                converted = new PooledBytes(ArrayPool<byte>.Shared);
                Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body), converted);
            }

            return true;
        }

        var memory = new PooledBytes(ArrayPool<byte>.Shared);
        var isWritten = conversion == BodyConversion.ToBase64 ? TryEncode(body, memory) : TryDecode(body, memory);
        if (!isWritten)
        {
            memory.Dispose();
            return false;
        }

        converted = memory;
        return true;
    }

    private static bool TryEncode(ReadOnlySpan<byte> body, PooledBytes destination)
    {
        Base64.EncodeToUtf8(body, destination.GetSpan(Base64.GetMaxEncodedToUtf8Length(body.Length)), out _, out var written);
        destination.Advance(written);
        return true;
    }

    private static bool TryDecode(ReadOnlySpan<byte> body, PooledBytes destination)
    {
        var status = Base64.DecodeFromUtf8(body, destination.GetSpan(Base64.GetMaxDecodedFromUtf8Length(body.Length)), out _, out var written);
        destination.Advance(written);
        return status == OperationStatus.Done;
    }
}
