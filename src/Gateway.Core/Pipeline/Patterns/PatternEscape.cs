using System.Globalization;
using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Reads the escapes that stand for a character or a set, inside and outside a class. Of what only the flag u forbids, it takes the escape
/// of any character that is neither a letter nor a digit, such as <c>\-</c>: published schemas have it, and it can mean nothing else.
/// </summary>
internal static class PatternEscape
{
    /// <summary>Reads on behind the backslash.</summary>
    public static CodePointSet Read(PatternCursor cursor)
    {
        var place = cursor.Place - 1;
        if (cursor.IsAtEnd)
        {
            throw PatternCursor.Refuse(place, @"a backslash at the end escapes nothing; write \\ for a backslash");
        }

        var codePoint = cursor.TakeCodePoint();
        if (codePoint >= CodePointAlphabet.AsciiCount || !char.IsAsciiLetterOrDigit((char)codePoint))
        {
            return CodePointSet.Of(codePoint);
        }

        var letter = (char)codePoint;
        return letter is 'p' or 'P'
            ? ReadProperty(cursor, place)
            : CodePointClasses.Find(letter) ?? CodePointSet.Of(ReadCodePoint(cursor, place, letter));
    }

    private static int ReadCodePoint(PatternCursor cursor, int place, char letter) => letter switch
    {
        't' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        '0' when !char.IsAsciiDigit(cursor.Next) => '\0',
        'c' when char.IsAsciiLetter(cursor.Next) => cursor.TakeCodePoint() % 32,
        'x' => cursor.TryTakeHex(2) ?? throw PatternCursor.Refuse(place, @"\x takes two hexadecimal digits, as in \x41"),
        'u' => cursor.TryTake('{') ? ReadBraced(cursor, place) : ReadUtf16(cursor, place),
        _ => throw PatternCursor.Refuse(place, $@"\{letter} is no escape of ECMA-262; {Advise(letter)}"),
    };

    private static string Advise(char letter) => letter switch
    {
        'a' => @"write \x07",
        'e' => @"write \x1B",
        'A' => "write ^",
        'z' or 'Z' => "write $",
        'h' => @"write [ \t]",
        'c' => @"write a letter behind it, as in \cJ",
        'b' or 'B' => "a class has characters, no boundaries of words",
        >= '0' and <= '9' => $@"write \x{letter - '0':D2} for the character of that number",
        _ => $"write {letter} for the letter",
    };

    private static int ReadBraced(PatternCursor cursor, int place)
    {
        var isNumber = int.TryParse(cursor.TryTakeUpTo('}'), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var codePoint);
        return isNumber && codePoint is >= 0 and <= CodePointSet.Last
            ? codePoint
            : throw PatternCursor.Refuse(place, @"\u{...} takes a hexadecimal number up to 10FFFF, as in \u{1F432}");
    }

    private static int ReadUtf16(PatternCursor cursor, int place)
    {
        var first = cursor.TryTakeHex(4) ?? throw PatternCursor.Refuse(place, @"\u takes four hexadecimal digits, as in \u0041, or \u{...}");
        var behind = cursor.Place;
        if (char.IsHighSurrogate((char)first) && cursor.TryTake(@"\u") && cursor.TryTakeHex(4) is { } second && char.IsLowSurrogate((char)second))
        {
            return char.ConvertToUtf32((char)first, (char)second);
        }

        cursor.Place = behind;
        return first;
    }

    private static CodePointSet ReadProperty(PatternCursor cursor, int place)
    {
        var letter = cursor.From(place)[1];
        if (!cursor.TryTake('{') || cursor.TryTakeUpTo('}') is not { } property)
        {
            throw PatternCursor.Refuse(place, $@"\{letter} takes a property in braces, as in \p{{L}}");
        }

        var set = CodePointProperties.Find(property, out var advice)
            ?? throw PatternCursor.Refuse(place, $"{cursor.From(place)} names no known property; {advice}");
        return letter == 'P' ? set.Complement() : set;
    }
}
