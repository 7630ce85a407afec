using Gateway.Core.Mapping.Paths.Filters;
using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Parsing;

/// <summary>
/// Something in a filter before it is known what for. Of the types of RFC 9535, 2.4.1, a query can be each, a literal and a function that
/// gives a value only a value, and any other function only a condition.
/// </summary>
internal readonly record struct ParsedOperand(string Text, FilterOperand? Value, PathQuery? Query, FilterCondition? Condition)
{
    /// <summary>As one side of a comparison, or a value for a function.</summary>
    public FilterOperand ToOperand(int place) =>
        Value
        ?? (Query is null ? throw PathCursor.Refuse(place, $"{Text} is true or false by itself, and no value; leave out the comparison")
            : Query.IsSingular ? new QueryOperand(Query)
            : throw PathCursor.Refuse(
                place, $"{Text} can find more than one value; name one with names and indexes alone, or write value({Text}) or count({Text})"));

    /// <summary>As something that holds or does not by itself.</summary>
    public FilterCondition ToTest(int place) =>
        Condition
        ?? (Query is not null ? new ExistsCondition(Query)
            : throw PathCursor.Refuse(place, $"{Text} is a value, which neither holds nor fails; compare it, as in @.name == {Text}"));

    /// <summary>As a list of nodes for a function.</summary>
    public PathQuery ToQuery(int place, string function) =>
        Query ?? throw PathCursor.Refuse(place, $"{function} takes a query, as in {function}(@.name), and {Text} is none");
}
