using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Rules;

/// <summary>
/// The keywords <c>unevaluatedProperties</c> and <c>unevaluatedItems</c>: for the members or items that no other keyword of the schema has
/// looked at. What the others have looked at stands on the workspace's stack.
/// </summary>
internal sealed class UnevaluatedRule(Schema schema, JsonTokenKind container, Expectation expectation)
{
    /// <param name="run">The evaluation.</param>
    /// <param name="index">The value.</param>
    /// <param name="mark">How many stood on the stack when the schema began to look at the value.</param>
    public bool Evaluate(ref Evaluation run, int index, int mark)
    {
        if (run.Json.Tokens[index].Kind != container)
        {
            return true;
        }

        var known = run.Workspace.EvaluatedCount;
        if (!run.TrySpend(run.Json.Tokens[index].Count + known - mark))
        {
            return false;
        }

        SetFlags(run, mark, known, true);
        var isValid = EvaluateOthers(ref run, index);
        SetFlags(run, mark, known, false);
        return isValid;
    }

    private static void SetFlags(in Evaluation run, int mark, int known, bool value)
    {
        var flags = run.Workspace.GetFlags(run.Json.Tokens.Length);
        foreach (var item in run.Workspace.Evaluated[mark..known])
        {
            flags[item] = value;
        }
    }

    private bool EvaluateOthers(ref Evaluation run, int index)
    {
        var isValid = true;
        var isObject = container == JsonTokenKind.Object;
        var item = isObject ? index + 2 : index + 1;
        for (var i = run.Json.Tokens[index].Count; i > 0; i--)
        {
            if (!run.Workspace.GetFlags(run.Json.Tokens.Length)[item] && !EvaluateOne(ref run, item) && run.Stop(ref isValid))
            {
                return false;
            }

            item = run.Json.Tokens[item].Next + (isObject ? 1 : 0);
        }

        return isValid;
    }

    private bool EvaluateOne(ref Evaluation run, int item)
    {
        var isValid = true;
        if (!schema.IsNever)
        {
            return run.EvaluateChild(schema, item);
        }

        run.Fail(ref isValid, item, expectation);
        return false;
    }
}
