using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Validation.Formats;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords about strings; <c>pattern</c> and <c>format</c> only where the schema has them.</summary>
internal sealed class StringRule : SchemaRule
{
    private readonly long _min;
    private readonly long _max = long.MaxValue;

    public LengthBound? MinLength
    {
        get;
        init
        {
            field = value;
            _min = value?.Limit ?? 0;
        }
    }

    public LengthBound? MaxLength
    {
        get;
        init
        {
            field = value;
            _max = value?.Limit ?? long.MaxValue;
        }
    }

    public EcmaPattern? Pattern { get; init; }

    /// <summary>For names where they are compared without regard to case; null elsewhere. Set while the schema is compiled.</summary>
    public EcmaPattern? NamePattern { get; set; }

    public Expectation? PatternExpectation { get; init; }

    public FormatCheck? Format { get; init; }

    public Expectation? FormatExpectation { get; init; }

    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        if (!EvaluateLength(ref run, index, ref isValid))
        {
            return false;
        }

        if (Pattern is not null && !PatternMatch.Matches(ref run, GetPattern(run, index, Pattern), index) && run.Fail(ref isValid, index, PatternExpectation!))
        {
            return false;
        }

        if (Format is not null && !Format(run.GetCharacters(index)))
        {
            run.Fail(ref isValid, index, FormatExpectation!);
        }

        return isValid;
    }

    private EcmaPattern GetPattern(in Evaluation run, int index, EcmaPattern pattern) =>
        NamePattern is not null && run.Json.Tokens[index].Kind == JsonTokenKind.Name ? NamePattern : pattern;

    /// <returns>Whether to go on.</returns>
    private bool EvaluateLength(ref Evaluation run, int index, ref bool isValid)
    {
        ref readonly var token = ref run.Json.Tokens[index];

        // Most lengths need no counting: a character is a byte at least.
        if (token.Length <= _max && JsonText.CountFewestCodePoints(token.Length, token.IsEscaped) >= _min)
        {
            return true;
        }

        var length = JsonText.CountCodePoints(run.Json.GetText(index), token.IsEscaped);
        return !(length < _min && run.Fail(ref isValid, index, MinLength!.Expectation))
            && !(length > _max && run.Fail(ref isValid, index, MaxLength!.Expectation));
    }
}
