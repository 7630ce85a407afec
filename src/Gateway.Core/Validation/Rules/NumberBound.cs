using Gateway.Core.Validation.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>One of <c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c> and <c>exclusiveMaximum</c>.</summary>
internal sealed record NumberBound(JsonNumber Limit, bool IsUpper, bool IsExclusive, Expectation Expectation)
{
    public bool Accepts(in JsonNumber number)
    {
        var order = number.CompareTo(Limit);
        return (order == 0 && !IsExclusive) || (IsUpper ? order < 0 : order > 0);
    }

    public bool Accepts(QuotedNumberKind kind) =>
        kind == (IsUpper ? QuotedNumberKind.NegativeInfinity : QuotedNumberKind.PositiveInfinity);
}
