using Gateway.Core.Mapping.Paths.Filters;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads the functions that RFC 9535, 2.4, defines; there are no others.</summary>
internal static class FunctionReader
{
    private const string All = "length, count, value, match and search";

    /// <summary>Reads on at the parenthesis behind the name.</summary>
    public static ParsedOperand Read(PathCursor cursor, string name, int place)
    {
        var count = name switch
        {
            "length" or "count" or "value" => 1,
            "match" or "search" => 2,
            _ => throw PathCursor.Refuse(place, $"there is no function {name}; there are {All}"),
        };
        cursor.Enter(place);
        var arguments = ReadArguments(cursor, name, count, place);
        cursor.Leave();
        return Create(name, arguments, cursor.From(place));
    }

    private static ParsedOperand Create(string name, List<(ParsedOperand Operand, int Place)> arguments, string text)
    {
        var (first, place) = arguments[0];
        return name switch
        {
            "length" => new ParsedOperand(text, new LengthOperand(first.ToOperand(place)), null, null),
            "count" => new ParsedOperand(text, new CountOperand(first.ToQuery(place, name)), null, null),
            "value" => new ParsedOperand(text, new ValueOperand(first.ToQuery(place, name)), null, null),
            _ => new ParsedOperand(text, null, null, CreatePattern(first.ToOperand(place), arguments[1], isWhole: name == "match")),
        };
    }

    private static FilterCondition CreatePattern(FilterOperand text, (ParsedOperand Operand, int Place) pattern, bool isWhole)
    {
        var operand = pattern.Operand.ToOperand(pattern.Place);
        return operand is LiteralOperand { Text: { } literal }
            ? PatternCondition.Create(text, literal, isWhole, pattern.Place)
            : new DocumentPatternCondition(text, operand, isWhole);
    }

    private static List<(ParsedOperand Operand, int Place)> ReadArguments(PathCursor cursor, string name, int count, int place)
    {
        cursor.Take();
        var arguments = new List<(ParsedOperand, int)>();
        if (cursor.TryTakeSpaced(')'))
        {
            throw RefuseCount(name, count, 0, place);
        }

        do
        {
            cursor.SkipSpace();
            var argumentPlace = cursor.Place;
            arguments.Add((OperandReader.Read(cursor), argumentPlace));
        }
        while (cursor.TryTakeSpaced(','));

        return !cursor.TryTake(')') ? throw cursor.Expect($"write a comma and one more argument, or ) to close {name}")
            : arguments.Count != count ? throw RefuseCount(name, count, arguments.Count, place)
            : arguments;
    }

    private static FormatException RefuseCount(string name, int count, int found, int place) =>
        PathCursor.Refuse(place, $"{name} takes {(count == 1 ? "one argument" : $"{count} arguments")}, and {found} stand here");
}
