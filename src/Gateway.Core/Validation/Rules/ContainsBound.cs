namespace Gateway.Core.Validation.Rules;

/// <summary>The keyword <c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
/// <param name="schema">What an item has to pass to count.</param>
/// <param name="min">The fewest that have to.</param>
/// <param name="max">The most that may, or null.</param>
/// <param name="marksEvaluated">Whether items that count are evaluated in the sense of <c>unevaluatedItems</c>, as since 2020-12.</param>
internal sealed class ContainsBound(Schema schema, LengthBound min, LengthBound? max, bool marksEvaluated)
{
    public bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        var matches = CountMatches(ref run, index);
        if (matches < min.Limit && run.Fail(ref isValid, index, min.Expectation))
        {
            return false;
        }

        if (max is not null && matches > max.Limit)
        {
            run.Fail(ref isValid, index, max.Expectation);
        }

        return isValid;
    }

    private long CountMatches(ref Evaluation run, int index)
    {
        var matches = 0L;
        var item = index + 1;
        for (var i = run.Json.Tokens[index].Count; i > 0 && !run.IsTooComplex; i--)
        {
            var mark = run.Workspace.EvaluatedCount;
            var isMatch = run.Try(schema, item);
            run.Workspace.ForgetEvaluated(mark);
            if (isMatch)
            {
                matches++;
                if (marksEvaluated && run.TracksEvaluated)
                {
                    run.Workspace.AddEvaluated(item);
                }
            }

            item = run.Json.Tokens[item].Next;
        }

        return matches;
    }
}
