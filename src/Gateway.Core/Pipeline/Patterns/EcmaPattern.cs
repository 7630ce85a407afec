namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// A regular expression of a schema: ECMA-262 with the flag u, found anywhere in the text. Unless it needs a search that goes back, it runs
/// in time bounded by the text and <see cref="Weight"/>, whatever the two are.
/// </summary>
internal sealed class EcmaPattern
{
    private readonly IPatternMatcher _matcher;

    private EcmaPattern(string text, IPatternMatcher matcher) => (Text, _matcher) = (text, matcher);

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>What a character of text costs at worst, in characters of an ordinary pattern; at least 1.</summary>
    public int Weight => _matcher.Weight;

    /// <param name="pattern">The pattern.</param>
    /// <param name="backtrackingTimeout">How long a pattern with lookaround or a backreference may run on a text; null refuses it.</param>
    /// <param name="ignoresCase">Whether a text matches where it would in any other case (<see cref="CodePoints.CodePointCases"/>).</param>
    /// <exception cref="FormatException">The pattern is not valid, too large, or refused.</exception>
    public static EcmaPattern Create(string pattern, TimeSpan? backtrackingTimeout = null, bool ignoresCase = false)
    {
        var parsed = PatternReader.Read(pattern, ignoresCase);
        if (parsed.Backtracking is not null && backtrackingTimeout is null)
        {
            throw parsed.Backtracking;
        }

        return new EcmaPattern(
            pattern, parsed.Backtracking is null ? CreateBounded(parsed) : new BacktrackingPattern(parsed, backtrackingTimeout.GetValueOrDefault()));
    }

    /// <summary>As <see cref="Create"/>, for few texts: they would not pay for a table, which takes up to 10 ms to work out.</summary>
    /// <exception cref="FormatException">The pattern is not valid, too large, or needs a search that goes back.</exception>
    public static EcmaPattern CreateForFewTexts(string pattern)
    {
        var parsed = PatternReader.Read(pattern);
        return parsed.Backtracking is null
            ? new EcmaPattern(pattern, new PatternSimulation(PatternProgramBuilder.Build(parsed.Root, parsed.Alphabet)))
            : throw parsed.Backtracking;
    }

    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">It needs to go back, and ran into its time limit.</exception>
    public bool IsMatch(ReadOnlySpan<char> text) => _matcher.IsMatch(text);

    private static IPatternMatcher CreateBounded(ParsedPattern parsed)
    {
        var program = PatternProgramBuilder.Build(parsed.Root, parsed.Alphabet);
        return (IPatternMatcher?)PatternTableBuilder.TryBuild(program) ?? new PatternSimulation(program);
    }
}
