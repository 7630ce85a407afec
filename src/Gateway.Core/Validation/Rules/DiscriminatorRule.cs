using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>
/// Where the binder sees the discriminator of a derived type: under its exact name, and mostly as the first member alone. Elsewhere it would
/// bind another type than the one that was looked at.
/// </summary>
internal sealed class DiscriminatorRule(Property discriminator, bool isFirst, Expectation expectation) : SchemaRule
{
    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        var tokens = run.Json.Tokens;
        if (tokens[index].Kind != JsonTokenKind.Object || !run.TrySpend(tokens[index].Count))
        {
            return !run.IsTooComplex;
        }

        var name = index + 1;
        for (var i = tokens[index].Count; i > 0; i--)
        {
            if (Counts(run.Json, name) && !IsSeen(run.Json, name, index))
            {
                run.Fail(ref isValid, name + 1, expectation);
                return false;
            }

            name = tokens[name + 1].Next;
        }

        return true;
    }

    private bool Counts(in TokenizedJson json, int name)
    {
        ref readonly var token = ref json.Tokens[name];
        return token.Hash == discriminator.Hash
            && MemberName.Equals(json.GetText(token), token.IsEscaped, discriminator.Name, isRightEscaped: false, json.Reading.IgnoresNameCase);
    }

    private bool IsSeen(in TokenizedJson json, int name, int index) =>
        json.GetText(name).SequenceEqual(discriminator.Name) && (!isFirst || name == index + 1);
}
