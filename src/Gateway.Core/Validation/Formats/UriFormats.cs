using System.Buffers;

namespace Gateway.Core.Validation.Formats;

/// <summary>
/// Identifiers of RFC 3986, and of RFC 3987 with characters beyond ASCII; what a scheme asks for in addition is not looked at.
/// <code>
/// scheme:[//[user@]host[:port]]path[?query][#fragment]       a reference may lack the scheme
/// </code>
/// </summary>
internal static class UriFormats
{
    // RFC 3987 section 4.1 forbids in prose what its grammar admits: these make one identifier look like another.
    private static readonly SearchValues<char> BidiControls = SearchValues.Create("\u200E\u200F\u202A\u202B\u202C\u202D\u202E");

    public static bool IsUri(ReadOnlySpan<char> text) =>
        TrySkipScheme(ref text, out var hasScheme) && hasScheme && IsRelative(text, BeyondAscii.None);

    public static bool IsUriReference(ReadOnlySpan<char> text) => TrySkipScheme(ref text, out _) && IsRelative(text, BeyondAscii.None);

    public static bool IsIri(ReadOnlySpan<char> text) =>
        TrySkipScheme(ref text, out var hasScheme) && hasScheme && IsRelative(text, BeyondAscii.Ucs) && !text.ContainsAny(BidiControls);

    public static bool IsIriReference(ReadOnlySpan<char> text) =>
        TrySkipScheme(ref text, out _) && IsRelative(text, BeyondAscii.Ucs) && !text.ContainsAny(BidiControls);

    /// <summary>
    /// Skips a scheme and its colon. False where what stands before the first colon is none: a reference without a scheme has no colon in its
    /// first segment (RFC 3986 section 4.2).
    /// </summary>
    private static bool TrySkipScheme(ref ReadOnlySpan<char> text, out bool hasScheme)
    {
        var end = text.IndexOfAny(":/?#");
        hasScheme = end >= 0 && text[end] == ':';
        if (!hasScheme)
        {
            return true;
        }

        var scheme = text[..end];
        text = text[(end + 1)..];
        return !scheme.IsEmpty && char.IsAsciiLetter(scheme[0]) && !scheme.ContainsAnyExcept(UriCharacters.Scheme);
    }

    private static bool IsRelative(ReadOnlySpan<char> text, BeyondAscii beyond)
    {
        var fragment = text.IndexOf('#');
        if (fragment >= 0)
        {
            if (!UriCharacters.AreAll(text[(fragment + 1)..], UriCharacters.QueryOrFragment, beyond))
            {
                return false;
            }

            text = text[..fragment];
        }

        var query = text.IndexOf('?');
        if (query >= 0)
        {
            var beyondInQuery = beyond == BeyondAscii.Ucs ? BeyondAscii.UcsAndPrivate : beyond;
            if (!UriCharacters.AreAll(text[(query + 1)..], UriCharacters.QueryOrFragment, beyondInQuery))
            {
                return false;
            }

            text = text[..query];
        }

        return TrySkipAuthority(ref text, beyond) && UriCharacters.AreAll(text, UriCharacters.Path, beyond);
    }

    private static bool TrySkipAuthority(ref ReadOnlySpan<char> text, BeyondAscii beyond)
    {
        if (!text.StartsWith("//", StringComparison.Ordinal))
        {
            return true;
        }

        var authority = text[2..];
        var path = authority.IndexOf('/');
        text = path < 0 ? default : authority[path..];
        authority = path < 0 ? authority : authority[..path];

        // A second @ is left in the host, which cannot have one.
        var at = authority.IndexOf('@');
        return (at < 0 || UriCharacters.AreAll(authority[..at], UriCharacters.UserOrFutureAddress, beyond))
            && IsHostAndPort(authority[(at + 1)..], beyond);
    }

    private static bool IsHostAndPort(ReadOnlySpan<char> text, BeyondAscii beyond)
    {
        var isLiteral = text.StartsWith('[');
        var end = isLiteral ? text.IndexOf(']') + 1 : text.IndexOf(':');
        if (isLiteral && end == 0)
        {
            return false;
        }

        end = end < 0 ? text.Length : end;
        var host = text[..end];
        var port = text[end..];
        return (isLiteral ? IsAddress(host[1..^1]) : UriCharacters.AreAll(host, UriCharacters.RegisteredName, beyond))
            && (port.IsEmpty || (port[0] == ':' && !port[1..].ContainsAnyExceptInRange('0', '9')));
    }

    /// <summary>An IPv6 address, or <c>v</c>, a version in hexadecimal, a dot and an address of it.</summary>
    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || (text[0] | ' ') != 'v')
        {
            return AddressFormats.IsIpv6(text);
        }

        var dot = text.IndexOf('.');
        if (dot < 2 || dot + 1 == text.Length)
        {
            return false;
        }

        foreach (var digit in text[1..dot])
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return !text[(dot + 1)..].ContainsAnyExcept(UriCharacters.UserOrFutureAddress);
    }
}
