using Gateway.Core.Mapping.Paths.Parsing;
using Gateway.Core.Mapping.Paths.Patterns;
using Gateway.Core.Pipeline.Patterns;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary><c>match()</c> or <c>search()</c> with a pattern that stands in the path.</summary>
internal sealed class PatternCondition : FilterCondition
{
    // A step is about 10 ns, in which an ordinary pattern gets through as many characters.
    private const int CharactersPerStep = 8;

    private readonly FilterOperand _text;
    private readonly EcmaPattern _pattern;

    private PatternCondition(FilterOperand text, EcmaPattern pattern) => (_text, _pattern) = (text, pattern);

    /// <summary>
    /// Makes the pattern. RFC 9535 lets one that is no I-Regexp never match; here the app does not start, because nobody means that.
    /// </summary>
    public static PatternCondition Create(FilterOperand text, string pattern, bool isWhole, int place)
    {
        if (!InteroperableRegex.TryRead(pattern, isWhole, out var regex, out var problem))
        {
            throw PathCursor.Refuse(place, $"the text is no I-Regexp (RFC 9485): {problem}");
        }

        try
        {
            return new PatternCondition(text, EcmaPattern.Create(regex.Ecma));
        }
        catch (FormatException exception)
        {
            throw PathCursor.Refuse(place, $"the pattern, written as {regex.Ecma}, is refused: {exception.Message.TrimEnd('.')}");
        }
    }

    public override bool Holds(ref PathRun run, int current)
    {
        var text = _text.Evaluate(ref run, current);
        return text.IsText && Matches(ref run, _pattern, text);
    }

    public static bool Matches(ref PathRun run, EcmaPattern pattern, in OperandValue text)
    {
        if (!run.TrySpendOnText(text.Text, text.IsEscaped))
        {
            return false;
        }

        var characters = run.Workspace.Transcode(text.Text, text.IsEscaped);
        return run.TrySpend((int)Math.Min(int.MaxValue, 1 + ((long)characters.Length * pattern.Weight / CharactersPerStep)))
            && pattern.IsMatch(characters);
    }
}
