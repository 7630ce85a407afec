using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>The text between quotation marks, as it stands in a document: UTF-8 with JSON's escapes (RFC 8259 section 7).</summary>
internal static class JsonText
{
    /// <summary>May stand before a document, as System.Text.Json has it with bodies.</summary>
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private const int EscapeLength = 4;
    private const int Utf8Length = 4;

    // Of a pair of surrogates, each as \uXXXX.
    private const int EscapedLength = 12;

    /// <summary>
    /// Takes the escapes out of text that a JSON reader has accepted. What comes out is never longer than what went in.
    /// </summary>
    /// <returns>The length of the result, or -1 for an escaped half of a surrogate pair, which is no character.</returns>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0)
            {
                text.CopyTo(destination[written..]);
                return written + text.Length;
            }

            text[..plain].CopyTo(destination[written..]);
            written += plain;
            var used = UnescapeOne(text[(plain + 1)..], destination[written..], out var count);
            if (used < 0)
            {
                return -1;
            }

            written += count;
            text = text[(plain + 1 + used)..];
        }
    }

    /// <summary>Whether every escape in the text is a character.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text)
    {
        Span<byte> character = stackalloc byte[EscapeLength];
        while (true)
        {
            var plain = text.IndexOf((byte)'\\');
            if (plain < 0)
            {
                return true;
            }

            var used = UnescapeOne(text[(plain + 1)..], character, out _);
            if (used < 0)
            {
                return false;
            }

            text = text[(plain + 1 + used)..];
        }
    }

    /// <summary>Turns text that is well-formed into UTF-16.</summary>
    /// <returns>The number of characters; never more than the text has bytes.</returns>
    public static int Transcode(ReadOnlySpan<byte> text, bool isEscaped, Span<char> destination)
    {
        if (!isEscaped)
        {
            return Encoding.UTF8.GetChars(text, destination);
        }

        var rented = ArrayPool<byte>.Shared.Rent(text.Length);
        var length = Unescape(text, rented);
        var count = Encoding.UTF8.GetChars(rented.AsSpan(0, length), destination);
        ArrayPool<byte>.Shared.Return(rented);
        return count;
    }

    /// <summary>How few code points text of that many bytes can have.</summary>
    public static int CountFewestCodePoints(int length, bool isEscaped) =>
        isEscaped ? (int)(((uint)length + EscapedLength - 1) / EscapedLength) : (int)(((uint)length + Utf8Length - 1) / Utf8Length);

    /// <summary>Characters in the sense of JSON Schema: code points, whatever they take in UTF-8 or UTF-16.</summary>
    public static int CountCodePoints(ReadOnlySpan<byte> text, bool isEscaped) =>
        !isEscaped && Ascii.IsValid(text) ? text.Length : CountOtherCodePoints(text);

    private static int CountOtherCodePoints(ReadOnlySpan<byte> text)
    {
        var count = 0;
        Span<byte> character = stackalloc byte[EscapeLength];
        while (text.Length > 0)
        {
            var used = 1;
            if (text[0] == '\\')
            {
                used += UnescapeOne(text[1..], character, out _);
            }

            // Bytes that continue a character of UTF-8 begin with the bits 10.
            count += (text[0] & 0xC0) == 0x80 ? 0 : 1;
            text = text[used..];
        }

        return count;
    }

    /// <returns>Bytes of the escape behind its backslash, or -1 for half a surrogate pair.</returns>
    private static int UnescapeOne(ReadOnlySpan<byte> escape, Span<byte> destination, out int written)
    {
        written = 1;
        switch (escape[0])
        {
            case (byte)'u':
                return UnescapeUnicode(escape[1..], destination, out written);
            case (byte)'n':
                destination[0] = (byte)'\n';
                return 1;
            case (byte)'t':
                destination[0] = (byte)'\t';
                return 1;
            case (byte)'r':
                destination[0] = (byte)'\r';
                return 1;
            case (byte)'b':
                destination[0] = (byte)'\b';
                return 1;
            case (byte)'f':
                destination[0] = (byte)'\f';
                return 1;
            default:
                destination[0] = escape[0];
                return 1;
        }
    }

    private static int UnescapeUnicode(ReadOnlySpan<byte> digits, Span<byte> destination, out int written)
    {
        written = 0;
        var unit = ReadUnit(digits);
        if (Rune.TryCreate(unit, out var character))
        {
            written = character.EncodeToUtf8(destination);
            return 1 + EscapeLength;
        }

        var isPair = digits.Length >= EscapeLength + 2 + EscapeLength && digits[EscapeLength] == '\\' && digits[EscapeLength + 1] == 'u';
        if (!isPair || !Rune.TryCreate(unit, ReadUnit(digits[(EscapeLength + 2)..]), out character))
        {
            return -1;
        }

        written = character.EncodeToUtf8(destination);
        return 1 + EscapeLength + 2 + EscapeLength;
    }

    private static char ReadUnit(ReadOnlySpan<byte> digits) =>
        ushort.TryParse(digits[..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\uD800';
}
