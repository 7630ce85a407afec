using Gateway.Core.Mapping.Paths.Patterns;
using Gateway.Core.Pipeline.Patterns;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary><c>match()</c> or <c>search()</c> with a pattern of the document. What is no text or no I-Regexp matches nothing.</summary>
internal sealed class DocumentPatternCondition(FilterOperand text, FilterOperand pattern, bool isWhole) : FilterCondition
{
    // In JSON, a character takes up to six bytes: \u0041.
    private const int MaxBytes = DocumentPattern.MaxLength * 6;

    public override bool Holds(ref PathRun run, int current)
    {
        var value = text.Evaluate(ref run, current);
        var source = pattern.Evaluate(ref run, current);
        return value.IsText && source.IsText && GetPattern(ref run, source) is { } made && PatternCondition.Matches(ref run, made, value);
    }

    private EcmaPattern? GetPattern(ref PathRun run, in OperandValue source)
    {
        if (source.Text.Length > MaxBytes)
        {
            run.GiveUp();
            return null;
        }

        return run.TrySpendOnText(source.Text, source.IsEscaped)
            ? run.Workspace.Pattern.Get(ref run, run.Workspace.Transcode(source.Text, source.IsEscaped), isWhole)
            : null;
    }
}
