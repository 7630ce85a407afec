using System.Buffers;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>Text without its escapes: itself where it has none, else in the given buffer or, when that is too small, in a rented one.</summary>
internal readonly ref struct PlainText
{
    private readonly byte[]? _rented;

    public PlainText(ReadOnlySpan<byte> text, bool isEscaped, Span<byte> buffer)
    {
        if (!isEscaped)
        {
            Bytes = text;
            return;
        }

        var plain = text.Length <= buffer.Length ? buffer : _rented = ArrayPool<byte>.Shared.Rent(text.Length);
        Bytes = plain[..JsonText.Unescape(text, plain)];
    }

    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }
    }
}
