namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords <c>anyOf</c> and <c>oneOf</c>.</summary>
/// <param name="schemas">The alternatives.</param>
/// <param name="isExclusive">Whether exactly one has to pass.</param>
/// <param name="expectation">Where none passes.</param>
/// <param name="several">Where several pass and only one may.</param>
internal sealed class AnyOfRule(Schema[] schemas, bool isExclusive, Expectation expectation, Expectation several) : SchemaRule
{
    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        var matches = 0;
        foreach (var schema in schemas)
        {
            if (!run.Try(schema, index))
            {
                continue;
            }

            if (++matches > 1 && isExclusive)
            {
                if (IsOneAsWritten(ref run, index))
                {
                    return true;
                }

                run.Fail(ref isValid, index, several);
                return false;
            }

            // What the others evaluate may count.
            if (!isExclusive && !run.TracksEvaluated)
            {
                return true;
            }
        }

        return matches > 0 || Explain(ref run, index);
    }

    /// <summary>
    /// A string that counts as a number, too, passes alternatives for either: then the one counts that takes it as it is written. It has to
    /// take it as a number as well, so that nothing gets past a bound.
    /// </summary>
    private bool IsOneAsWritten(ref Evaluation run, int index)
    {
        if (!QuotedNumber.TryRead(run, index, out _) && !QuotedBoolean.TryRead(run, index, out _))
        {
            return false;
        }

        var matches = 0;
        foreach (var schema in schemas)
        {
            matches += run.Try(schema, index) && run.TryAsWritten(schema, index) ? 1 : 0;
        }

        return matches == 1;
    }

    /// <summary>
    /// Where only one alternative is for values of this type, as with something or null, its own errors say more than that none has passed.
    /// </summary>
    private bool Explain(ref Evaluation run, int index)
    {
        var isValid = true;
        if (run.IsCollecting && !run.IsTooComplex && FindOnlyCandidate(run, index) is { } candidate)
        {
            run.EvaluateInPlace(candidate, index);
            return false;
        }

        run.Fail(ref isValid, index, expectation);
        return false;
    }

    private Schema? FindOnlyCandidate(in Evaluation run, int index)
    {
        Schema? candidate = null;
        foreach (var schema in schemas)
        {
            if (schema.AcceptsKind(run.Json.Tokens[index].Kind))
            {
                if (candidate is not null)
                {
                    return null;
                }

                candidate = schema;
            }
        }

        return candidate;
    }
}
