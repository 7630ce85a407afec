namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// What a pattern may have. Patterns come from the app, at its start: the longest, of characters that all differ, takes some 85 ms and 23 MB.
/// </summary>
internal static class PatternLimits
{
    public const int Length = 4_096;

    public const int Depth = 100;

    /// <summary>Of one count, and of counts within each other, multiplied.</summary>
    public const int Repetitions = 10_000;

    /// <summary>Of all parts with their counts written out; a step takes 12 bytes, and its number fits a character.</summary>
    public const int Steps = 50_000;

    public const string Option = "ApiGateway:Validation:PatternTimeout";
}
