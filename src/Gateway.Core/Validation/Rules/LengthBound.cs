namespace Gateway.Core.Validation.Rules;

/// <summary>A bound of a length or count, such as <c>maxItems</c>.</summary>
internal sealed record LengthBound(long Limit, Expectation Expectation);
