namespace Gateway.Core.Pipeline.Patterns;

internal interface IPatternMatcher
{
    /// <summary>What a character of text costs at worst, in characters of the cheapest matcher; at least 1.</summary>
    int Weight { get; }

    bool IsMatch(ReadOnlySpan<char> text);
}
