namespace Gateway.Core.Validation.Rules;

/// <summary>The keyword <c>allOf</c>.</summary>
internal sealed class AllOfRule(Schema[] schemas) : SchemaRule
{
    public override bool Evaluate(ref Evaluation run, int index)
    {
        var isValid = true;
        foreach (var schema in schemas)
        {
            if (!run.EvaluateInPlace(schema, index) && run.Stop(ref isValid))
            {
                return false;
            }
        }

        return isValid;
    }
}
