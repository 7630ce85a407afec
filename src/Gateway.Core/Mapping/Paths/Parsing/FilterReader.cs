using Gateway.Core.Mapping.Paths.Filters;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>Reads the expression of a filter (RFC 9535, 2.3.5.1): <c>||</c> of <c>&amp;&amp;</c> of comparisons and tests.</summary>
internal static class FilterReader
{
    // In an order in which none hides a longer one.
    private static readonly (string Sign, Comparison Comparison)[] Signs =
    [
        ("==", Comparison.Equal), ("!=", Comparison.NotEqual), ("<=", Comparison.LessOrEqual), (">=", Comparison.GreaterOrEqual),
        ("<", Comparison.Less), (">", Comparison.Greater),
    ];

    /// <summary>Reads an expression that may have white space before it.</summary>
    public static FilterCondition Read(PathCursor cursor)
    {
        var options = new List<FilterCondition>();
        do
        {
            options.Add(ReadAnd(cursor));
        }
        while (TryTakeSpaced(cursor, "||"));

        return options.Count == 1 ? options[0] : new AnyCondition([.. options]);
    }

    private static FilterCondition ReadAnd(PathCursor cursor)
    {
        var conditions = new List<FilterCondition>();
        do
        {
            cursor.SkipSpace();
            conditions.Add(ReadBasic(cursor));
        }
        while (TryTakeSpaced(cursor, "&&"));

        return conditions.Count == 1 ? conditions[0] : new AllCondition([.. conditions]);
    }

    private static FilterCondition ReadBasic(PathCursor cursor)
    {
        if (!cursor.TryTake('!'))
        {
            return cursor.Next is '(' ? ReadParenthesized(cursor) : ReadComparisonOrTest(cursor);
        }

        cursor.SkipSpace();
        var place = cursor.Place;
        return new NotCondition(cursor.Next is '(' ? ReadParenthesized(cursor) : OperandReader.Read(cursor).ToTest(place));
    }

    private static FilterCondition ReadParenthesized(PathCursor cursor)
    {
        var place = cursor.Place;
        cursor.Take();
        cursor.Enter(place);
        var condition = Read(cursor);
        cursor.Leave();
        return cursor.TryTakeSpaced(')')
            ? condition
            : throw cursor.Expect($"write ) for the parenthesis at character {place + 1}");
    }

    private static FilterCondition ReadComparisonOrTest(PathCursor cursor)
    {
        var leftPlace = cursor.Place;
        var left = OperandReader.Read(cursor);
        if (TryReadSign(cursor) is not { } comparison)
        {
            return left.ToTest(leftPlace);
        }

        cursor.SkipSpace();
        var rightPlace = cursor.Place;
        var right = OperandReader.Read(cursor);
        return new ComparisonCondition(left.ToOperand(leftPlace), comparison, right.ToOperand(rightPlace));
    }

    private static Comparison? TryReadSign(PathCursor cursor)
    {
        foreach (var (sign, comparison) in Signs)
        {
            if (TryTakeSpaced(cursor, sign))
            {
                return comparison;
            }
        }

        return null;
    }

    private static bool TryTakeSpaced(PathCursor cursor, string sign)
    {
        cursor.SkipSpace();
        return cursor.TryTake(sign);
    }
}
