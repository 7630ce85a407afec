using Gateway.Core.Mapping.Paths.Filters;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads a literal, a query or a function in a filter.</summary>
internal static class OperandReader
{
    private const string Right = "here comes a query as in @.name, a text as in 'a', a number, true, false, null or a function";

    public static ParsedOperand Read(PathCursor cursor)
    {
        var place = cursor.Place;
        if (cursor.TryTake('@') || cursor.TryTake('$'))
        {
            var query = PathReader.ReadQuery(cursor, isAbsolute: cursor.From(place) == "$");
            return new ParsedOperand(cursor.From(place), null, query, null);
        }

        var literal = cursor.Next is '\'' or '"' ? LiteralOperand.OfText(NameReader.ReadQuoted(cursor))
            : NumberReader.IsAtNumber(cursor) ? LiteralOperand.OfNumber(NumberReader.ReadNumber(cursor))
            : null;
        return literal is null ? ReadWord(cursor) : new ParsedOperand(cursor.From(place), literal, null, null);
    }

    private static ParsedOperand ReadWord(PathCursor cursor)
    {
        var place = cursor.Place;
        var word = cursor.TakeWhile(character => char.IsAsciiLetter(character) || character == '_' || char.IsAsciiDigit(character));
        if (cursor.Next is '(' && word.Length > 0)
        {
            return FunctionReader.Read(cursor, word, place);
        }

        if (LiteralOperand.TryGetWord(word) is { } literal)
        {
            return new ParsedOperand(word, literal, null, null);
        }

        cursor.Place = place;
        throw word.Length == 0 ? cursor.Expect(Right) : PathCursor.Refuse(place, $"{word} is none of true, false and null; {Right}");
    }
}
