using System.Text;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads names and texts: short ones behind a dot, and those in quotation marks (RFC 9535, 2.3.1.1 and 2.5.1.1).</summary>
internal static class NameReader
{
    private const int HexDigits = 4;

    /// <summary>Reads a name behind a dot, which goes without quotation marks.</summary>
    public static string ReadShort(PathCursor cursor)
    {
        var place = cursor.Place;
        if (!IsNameCharacter(cursor, cursor.Next, isFirst: true))
        {
            throw cursor.Expect(AdviseOnName(cursor));
        }

        var name = cursor.TakeWhile(character => IsNameCharacter(cursor, character, isFirst: false));
        RequireWholeCharacters(name, place);
        return name;
    }

    public static string ReadQuoted(PathCursor cursor)
    {
        var place = cursor.Place;
        var quote = cursor.Take();
        var text = new StringBuilder();
        while (!cursor.TryTake(quote))
        {
            if (cursor.IsAtEnd)
            {
                throw PathCursor.Refuse(place, $"the text is not closed; write {quote} behind its last character");
            }

            var characterPlace = cursor.Place;
            var character = cursor.Take();
            text.Append(character switch
            {
                '\\' => ReadEscape(cursor, characterPlace, quote),
                < ' ' => throw PathCursor.Refuse(characterPlace, $@"a text has no control characters; write \u{(int)character:x4}"),
                _ => character.ToString(),
            });
        }

        var result = text.ToString();
        RequireWholeCharacters(result, place);
        return result;
    }

    private static bool IsNameCharacter(PathCursor cursor, char character, bool isFirst) =>
        char.IsAsciiLetter(character) || character is '_' or >= '\u0080'
        || (char.IsAsciiDigit(character) && (!isFirst || cursor.IsReference))
        || (character == '-' && cursor.IsReference);

    private static string AdviseOnName(PathCursor cursor) => cursor.IsReference
        ? "behind a dot comes a name of letters, digits, _ and -, or *; write others in brackets, as in ['a name']"
        : "behind a dot comes a name of letters, digits and _ that does not begin with a digit, or *; write others in brackets, as in ['a-name']";

    private static string ReadEscape(PathCursor cursor, int place, char quote)
    {
        var escaped = cursor.IsAtEnd ? '\0' : cursor.Take();
        return escaped switch
        {
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '/' or '\\' => escaped.ToString(),
            'u' => ReadCharacter(cursor, place),
            _ when escaped == quote => quote.ToString(),
            _ => throw PathCursor.Refuse(
                place, $@"{cursor.From(place)} is no escape; there are \b \f \n \r \t \/ \\ \{quote} and \uXXXX, and \\ is for a backslash"),
        };
    }

    private static string ReadCharacter(PathCursor cursor, int place)
    {
        var unit = ReadUnit(cursor, place);
        if (!char.IsSurrogate(unit))
        {
            return unit.ToString();
        }

        return char.IsHighSurrogate(unit) && cursor.TryTake("\\u") && ReadUnit(cursor, place) is var other && char.IsLowSurrogate(other)
            ? new string([unit, other])
            : throw PathCursor.Refuse(place, $@"{cursor.From(place)} is half a surrogate pair; write both halves, as in \uD83D\uDE00");
    }

    private static char ReadUnit(PathCursor cursor, int place)
    {
        var first = cursor.Place;
        while (cursor.Place < first + HexDigits && char.IsAsciiHexDigit(cursor.Next))
        {
            cursor.Take();
        }

        return cursor.Place == first + HexDigits
            ? (char)Convert.ToUInt16(cursor.From(first), 16)
            : throw PathCursor.Refuse(place, @"\u takes four hexadecimal digits, as in \u0041");
    }

    /// <summary>A surrogate without its other half is no character, and nothing in a document could be it.</summary>
    private static void RequireWholeCharacters(string text, int place)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                throw PathCursor.Refuse(place, "the name or text has half a surrogate pair, which is no character; leave it out");
            }

            i++;
        }
    }
}
