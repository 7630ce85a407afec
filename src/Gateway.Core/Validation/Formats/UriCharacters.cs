using System.Buffers;
using System.Text;

namespace Gateway.Core.Validation.Formats;

/// <summary>What may stand in each part of a URI (RFC 3986) and, beyond ASCII, of an IRI (RFC 3987).</summary>
internal static class UriCharacters
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Digits = "0123456789";
    private const string Unreserved = Letters + Digits + "-._~";
    private const string SubDelimiters = "!$&'()*+,;=";

    public static readonly SearchValues<char> Scheme = SearchValues.Create(Letters + Digits + "+-.");
    public static readonly SearchValues<char> RegisteredName = SearchValues.Create(Unreserved + SubDelimiters);
    public static readonly SearchValues<char> UserOrFutureAddress = SearchValues.Create(Unreserved + SubDelimiters + ":");
    public static readonly SearchValues<char> Path = SearchValues.Create(Unreserved + SubDelimiters + ":@/");
    public static readonly SearchValues<char> QueryOrFragment = SearchValues.Create(Unreserved + SubDelimiters + ":@/?");

    /// <summary>Whether the text is of the given characters, of percent-encoded octets, and of what <paramref name="beyond"/> admits.</summary>
    public static bool AreAll(ReadOnlySpan<char> text, SearchValues<char> characters, BeyondAscii beyond)
    {
        while (text.IndexOfAnyExcept(characters) is >= 0 and var other)
        {
            text = text[other..];
            if (text[0] == '%')
            {
                if (!IsPercentEncoded(text))
                {
                    return false;
                }

                text = text[3..];
            }
            else if (!TrySkipBeyondAscii(ref text, beyond))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the text begins with a percent-encoded octet.</summary>
    public static bool IsPercentEncoded(ReadOnlySpan<char> text) =>
        text.Length >= 3 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]);

    /// <summary>Skips one character beyond ASCII, where it is one that may stand there.</summary>
    public static bool TrySkipBeyondAscii(ref ReadOnlySpan<char> text, BeyondAscii beyond)
    {
        if (beyond == BeyondAscii.None
            || Rune.DecodeFromUtf16(text, out var rune, out var read) != OperationStatus.Done
            || !(IsUcs(rune.Value) || (beyond == BeyondAscii.UcsAndPrivate && IsPrivate(rune.Value))))
        {
            return false;
        }

        text = text[read..];
        return true;
    }

    // ucschar: neither controls, private use nor the last two of a plane, and of plane 14 not the tags.
    private static bool IsUcs(int codePoint) =>
        codePoint is (>= 0xA0 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF)
        || (codePoint is (>= 0x10000 and < 0xE0000) or (>= 0xE1000 and < 0xF0000) && (codePoint & 0xFFFF) <= 0xFFFD);

    // iprivate.
    private static bool IsPrivate(int codePoint) =>
        codePoint is >= 0xE000 and <= 0xF8FF || (codePoint >= 0xF0000 && (codePoint & 0xFFFF) <= 0xFFFD);
}
