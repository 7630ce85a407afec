namespace Gateway.Core.Pipeline.Patterns;

/// <summary>What takes no character: <c>^</c>, <c>$</c>, <c>\b</c> and <c>\B</c>.</summary>
internal enum PatternEdge
{
    Start,
    End,
    WordBoundary,
    NoWordBoundary,
}
