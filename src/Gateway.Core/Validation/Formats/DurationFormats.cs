namespace Gateway.Core.Validation.Formats;

/// <summary>
/// Durations of RFC 3339 appendix A, which takes of ISO 8601 no sign, no fraction, and no unit without those between it and the next one.
/// <code>
/// P  n Y  n M  n D  T  n H  n M  n S
/// P  n W
/// </code>
/// The letters are capitals as in ISO 8601: the grammar's own rule would admit small ones, but no reader of durations does.
/// </summary>
internal static class DurationFormats
{
    public static bool IsDuration(ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != 'P')
        {
            return false;
        }

        text = text[1..];
        if (text[^1] == 'W')
        {
            return TrySkipUnits(ref text, "W") && text.IsEmpty;
        }

        if (text[0] != 'T' && !TrySkipUnits(ref text, "YMD"))
        {
            return false;
        }

        if (text.IsEmpty)
        {
            return true;
        }

        var isTime = text[0] == 'T';
        text = text[1..];
        return isTime && TrySkipUnits(ref text, "HMS") && text.IsEmpty;
    }

    /// <summary>Skips one or more numbers with units that follow each other as in <paramref name="units"/>.</summary>
    private static bool TrySkipUnits(ref ReadOnlySpan<char> text, ReadOnlySpan<char> units)
    {
        var isFirst = true;
        while (!text.IsEmpty && char.IsAsciiDigit(text[0]))
        {
            var digits = text.IndexOfAnyExceptInRange('0', '9');
            var unit = digits < 0 ? -1 : units.IndexOf(text[digits]);
            if (unit < 0 || (unit > 0 && !isFirst))
            {
                return false;
            }

            isFirst = false;
            units = units[(unit + 1)..];
            text = text[(digits + 1)..];
        }

        return !isFirst;
    }
}
