using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>One of <c>minimum</c>, <c>maximum</c>, <c>exclusiveMinimum</c> and <c>exclusiveMaximum</c>.</summary>
internal sealed class NumberBound(JsonNumber limit, bool isUpper, bool isExclusive, Expectation expectation)
{
    // A field, so that comparing does not copy it.
    private readonly JsonNumber _limit = limit;

    public bool IsUpper { get; } = isUpper;

    public bool IsExclusive { get; } = isExclusive;

    public Expectation Expectation { get; } = expectation;

    /// <summary>What short numbers can be compared with, or null where they cannot.</summary>
    public long? ShortLimit { get; } = ShortNumber.GetLimit(limit);

    public bool Accepts(in JsonNumber number)
    {
        var order = number.CompareTo(_limit);
        return (order == 0 && !IsExclusive) || (IsUpper ? order < 0 : order > 0);
    }

    public bool Accepts(QuotedNumberKind kind) =>
        kind == (IsUpper ? QuotedNumberKind.NegativeInfinity : QuotedNumberKind.PositiveInfinity);
}
