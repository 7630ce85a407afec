using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// A pattern that was read, the kinds of characters that it tells apart, the numbers of the groups that it refers to, and, where it needs a
/// search that goes back, the message that refuses it.
/// </summary>
internal sealed record ParsedPattern(
    PatternNode Root, CodePointAlphabet Alphabet, IReadOnlySet<int> References, FormatException? Backtracking);
