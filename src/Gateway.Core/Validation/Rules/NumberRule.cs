using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords about numbers.</summary>
internal sealed class NumberRule(NumberBound[] bounds, JsonNumber? divisor, Expectation? multipleOf) : SchemaRule
{
    private readonly ShortNumberRange? _range = divisor is null ? ShortNumberRange.Create(bounds) : null;

    public override bool Evaluate(ref Evaluation run, int index)
    {
        var text = run.Json.GetText(index);
        return (_range is not null && ShortNumber.TryParse(text, out var number) && _range.Contains(number))
            || Evaluate(ref run, index, QuotedNumberKind.Finite, JsonNumber.Parse(text));
    }

    /// <summary>For a string that counts as a number.</summary>
    public bool Evaluate(ref Evaluation run, int index, QuotedNumberKind kind, in JsonNumber number)
    {
        var isValid = true;
        foreach (var bound in bounds)
        {
            var isWithin = kind == QuotedNumberKind.Finite ? bound.Accepts(number) : bound.Accepts(kind);
            if (!isWithin && run.Fail(ref isValid, index, bound.Expectation))
            {
                return false;
            }
        }

        if (divisor is { } value && (kind != QuotedNumberKind.Finite || !number.IsMultipleOf(value)))
        {
            run.Fail(ref isValid, index, multipleOf!);
        }

        return isValid;
    }
}
