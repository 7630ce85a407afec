using Gateway.Core.Validation.Documents;
using Gateway.Core.Validation.Formats;
using Gateway.Core.Validation.Patterns;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords about strings; <c>pattern</c> and <c>format</c> only where the schema has them.</summary>
internal sealed class StringRule : SchemaRule
{
    public LengthBound? MinLength { get; init; }

    public LengthBound? MaxLength { get; init; }

    public SchemaPattern? Pattern { get; init; }

    public Expectation? PatternExpectation { get; init; }

    public FormatCheck? Format { get; init; }

    public Expectation? FormatExpectation { get; init; }

    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        ref readonly var token = ref run.Json.Tokens[index];
        if (MinLength is not null || MaxLength is not null)
        {
            var length = JsonText.CountCodePoints(run.Json.GetText(index), token.IsEscaped);
            var isTooShort = MinLength is not null && length < MinLength.Limit && run.Fail(ref isValid, index, MinLength.Expectation);
            if (isTooShort || (MaxLength is not null && length > MaxLength.Limit && run.Fail(ref isValid, index, MaxLength.Expectation)))
            {
                return false;
            }
        }

        if (Pattern is not null && !PatternMatch.Matches(ref run, Pattern, index) && run.Fail(ref isValid, index, PatternExpectation!))
        {
            return false;
        }

        if (Format is not null && !Format(run.GetCharacters(index)))
        {
            run.Fail(ref isValid, index, FormatExpectation!);
        }

        return isValid;
    }
}
