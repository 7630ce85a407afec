namespace Gateway.Core.Mapping.Paths;

/// <summary>What a path may have. It comes from the app, at its start; evaluation calls itself at most once for each of its segments.</summary>
internal static class PathLimits
{
    /// <summary>Characters. With two for the shortest segment, that is at most 500 segments.</summary>
    public const int Length = 1_000;

    /// <summary>Of filters, parentheses and functions within each other.</summary>
    public const int Depth = 50;

    /// <summary>Of an index, in both directions: the whole numbers that every reader of JSON has exactly (RFC 9535, 2.1).</summary>
    public const long Integer = 9_007_199_254_740_991;

    /// <summary>Bytes of the array that the values of several nodes make: with <c>$..*</c> each value would be in it once per level.</summary>
    public const int TextLength = 1024 * 1024;
}
