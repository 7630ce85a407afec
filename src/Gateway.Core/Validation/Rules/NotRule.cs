namespace Gateway.Core.Validation.Rules;

/// <summary>The keyword <c>not</c>.</summary>
internal sealed class NotRule(Schema schema, Expectation expectation) : SchemaRule
{
    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        var mark = run.Workspace.EvaluatedCount;

        // A type alone is about how the value is written: text is no number, even where the binder would make one of it.
        if (schema.IsOnlyType ? run.TryAsWritten(schema, index) : run.Try(schema, index))
        {
            run.Workspace.ForgetEvaluated(mark);
            run.Fail(ref isValid, index, expectation);
        }

        return isValid;
    }
}
