using System.Globalization;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads indexes and the numbers of filters; both are written in one way only (RFC 9535, 2.3.3.1 and 2.3.5.1).</summary>
internal static class NumberReader
{
    public static bool IsAtNumber(PathCursor cursor) => cursor.Next is '-' || char.IsAsciiDigit(cursor.Next);

    /// <summary>Reads a whole number such as an index.</summary>
    public static long ReadInteger(PathCursor cursor)
    {
        var place = cursor.Place;
        ReadWhole(cursor, place);
        var text = cursor.From(place);
        if (text == "-0")
        {
            throw PathCursor.Refuse(place, "-0 is no index; write 0");
        }

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number is >= -PathLimits.Integer and <= PathLimits.Integer
            ? number
            : throw PathCursor.Refuse(place, $"{text} is out of range; an index is between -{PathLimits.Integer} and {PathLimits.Integer}");
    }

    /// <summary>Reads a number as JSON has it.</summary>
    public static string ReadNumber(PathCursor cursor)
    {
        var place = cursor.Place;
        ReadWhole(cursor, place);
        if (cursor.TryTake('.'))
        {
            RequireDigits(cursor, "a fraction has digits, as in 1.5");
        }

        if (cursor.TryTake('e') || cursor.TryTake('E'))
        {
            _ = cursor.TryTake('+') || cursor.TryTake('-');
            RequireDigits(cursor, "an exponent has digits, as in 1e2");
        }

        return cursor.From(place);
    }

    private static void ReadWhole(PathCursor cursor, int place)
    {
        cursor.TryTake('-');
        var digits = RequireDigits(cursor, "a number has digits, as in 1 or -1");
        if (digits.Length > 1 && digits[0] == '0')
        {
            throw PathCursor.Refuse(place, $"{cursor.From(place)} begins with 0; leave out zeros before a number");
        }
    }

    private static string RequireDigits(PathCursor cursor, string right)
    {
        var digits = cursor.TakeWhile(char.IsAsciiDigit);
        return digits.Length > 0 ? digits : throw cursor.Expect(right);
    }
}
