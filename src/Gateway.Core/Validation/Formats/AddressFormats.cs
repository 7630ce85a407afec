namespace Gateway.Core.Validation.Formats;

/// <summary>
/// Addresses as the grammars have them, and not as the platform's parser does, which also takes <c>127.1</c>, <c>0x7f.0.0.1</c>, a zone and
/// brackets: a value that passes here means the same address to every reader.
/// </summary>
internal static class AddressFormats
{
    private const int Groups = 8;
    private const int LongestIpv4 = 15;
    private const int LongestIpv6 = 45;

    /// <summary>RFC 2673 section 3.2: four decimal numbers without leading zeros.</summary>
    public static bool IsIpv4(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestIpv4)
        {
            return false;
        }

        for (var dots = 0; dots < 3; dots++)
        {
            var dot = text.IndexOf('.');
            if (dot < 0 || !IsOctet(text[..dot]))
            {
                return false;
            }

            text = text[(dot + 1)..];
        }

        return IsOctet(text);
    }

    /// <summary>RFC 4291 section 2.2, without the zone of RFC 4007.</summary>
    public static bool IsIpv6(ReadOnlySpan<char> text)
    {
        if (text.Length is < 2 or > LongestIpv6)
        {
            return false;
        }

        var isShortened = text.StartsWith("::", StringComparison.Ordinal);
        var (groups, position) = (0, isShortened ? 2 : 0);
        while (position < text.Length)
        {
            var digits = CountHexDigits(text[position..]);
            var end = position + digits;
            if (end < text.Length && text[end] == '.')
            {
                groups += 2;
                return IsIpv4(text[position..]) && IsComplete(groups, isShortened);
            }

            groups++;
            if (digits is 0 or > 4 || !TrySkipColons(text, ref end, ref isShortened))
            {
                return false;
            }

            position = end;
        }

        return IsComplete(groups, isShortened);
    }

    private static bool IsOctet(ReadOnlySpan<char> text) => text.Length switch
    {
        1 => char.IsAsciiDigit(text[0]),
        2 => text[0] is >= '1' and <= '9' && char.IsAsciiDigit(text[1]),
        3 => text[0] is '1' or '2' && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && text.SequenceCompareTo("255") <= 0,
        _ => false,
    };

    private static int CountHexDigits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiHexDigit(text[count]))
        {
            count++;
        }

        return count;
    }

    /// <summary>Skips what stands after a group: nothing, a colon with a group to follow, or two colons, once.</summary>
    private static bool TrySkipColons(ReadOnlySpan<char> text, ref int position, ref bool isShortened)
    {
        if (position == text.Length)
        {
            return true;
        }

        if (text[position++] != ':' || position == text.Length)
        {
            return false;
        }

        if (text[position] != ':')
        {
            return true;
        }

        position++;
        var isFirst = !isShortened;
        isShortened = true;
        return isFirst;
    }

    private static bool IsComplete(int groups, bool isShortened) => isShortened ? groups < Groups : groups == Groups;
}
