namespace Gateway.Core.Validation.Formats;

/// <summary>
/// Dates and times of RFC 3339 section 5.6. A second of 60 is right only where section 5.7 lets one be: in the last minute of a day in UTC,
/// and where the date is known, of the last day of a month.
/// <code>
/// date        YYYY-MM-DD
/// time        hh:mm:ss[.fraction](Z|+hh:mm|-hh:mm)
/// date-time   date T time
/// </code>
/// </summary>
internal static class DateTimeFormats
{
    private const int DateLength = 10;
    private const int ClockLength = 8;
    private const int OffsetLength = 6;
    private const int MinutesPerDay = 24 * 60;

    public static bool IsDate(ReadOnlySpan<char> text) => text.Length == DateLength && TryReadDate(text, out _, out _);

    public static bool IsTime(ReadOnlySpan<char> text) => TryReadTime(text, out _, out _);

    public static bool IsDateTime(ReadOnlySpan<char> text)
    {
        if (text.Length <= DateLength
            || (text[DateLength] | ' ') != 't'
            || !TryReadDate(text[..DateLength], out var day, out var lastDay)
            || !TryReadTime(text[(DateLength + 1)..], out var isLeapSecond, out var daysToUtc))
        {
            return false;
        }

        // In UTC it may be the day before or after; the day before the first of a month is a last one too.
        return !isLeapSecond || day + daysToUtc == lastDay || day + daysToUtc == 0;
    }

    private static bool TryReadDate(ReadOnlySpan<char> text, out int day, out int lastDay)
    {
        var (century, year, month) = (ReadTwoDigits(text), ReadTwoDigits(text[2..]), ReadTwoDigits(text[5..]));
        day = ReadTwoDigits(text[8..]);
        lastDay = 0;
        if (century < 0 || year < 0 || month is < 1 or > 12 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        // The calendar repeats after 400 years, and the platform's has no year 0.
        lastDay = DateTime.DaysInMonth((((century * 100) + year) % 400) + 400, month);
        return day >= 1 && day <= lastDay;
    }

    private static bool TryReadTime(ReadOnlySpan<char> text, out bool isLeapSecond, out int daysToUtc)
    {
        (isLeapSecond, daysToUtc) = (false, 0);
        if (text.Length <= ClockLength || text[2] != ':' || text[5] != ':')
        {
            return false;
        }

        var (hour, minute, second) = (ReadTwoDigits(text), ReadTwoDigits(text[3..]), ReadTwoDigits(text[6..]));
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 60)
        {
            return false;
        }

        var rest = text[ClockLength..];
        if (!TrySkipFraction(ref rest) || !TryReadOffset(rest, out var offset))
        {
            return false;
        }

        var minuteInUtc = (hour * 60) + minute - offset;
        daysToUtc = minuteInUtc < 0 ? -1 : minuteInUtc / MinutesPerDay;
        isLeapSecond = second == 60;
        return !isLeapSecond || minuteInUtc - (daysToUtc * MinutesPerDay) == MinutesPerDay - 1;
    }

    private static bool TrySkipFraction(ref ReadOnlySpan<char> text)
    {
        if (text[0] != '.')
        {
            return true;
        }

        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        text = digits > 0 ? text[(digits + 1)..] : default;
        return digits > 0;
    }

    private static bool TryReadOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != OffsetLength || text[0] is not ('+' or '-') || text[3] != ':')
        {
            return false;
        }

        var (hour, minute) = (ReadTwoDigits(text[1..]), ReadTwoDigits(text[4..]));
        minutes = (text[0] == '-' ? -1 : 1) * ((hour * 60) + minute);
        return hour is >= 0 and <= 23 && minute is >= 0 and <= 59;
    }

    /// <summary>-1 where there are not two digits.</summary>
    private static int ReadTwoDigits(ReadOnlySpan<char> text) =>
        char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -1;
}
