namespace Gateway.Core.Validation.Rules;

/// <summary>
/// The keyword <c>$dynamicRef</c> where it leads to a <c>$dynamicAnchor</c>: the anchor of that name in the outermost resource that has one
/// (JSON Schema 2020-12, core section 8.2.3.2).
/// </summary>
internal sealed class DynamicReferenceRule(string anchor, Schema target) : SchemaRule
{
    public override bool Evaluate(ref Evaluation run, int index)
    {
        foreach (var scope in run.Workspace.Scopes)
        {
            if (scope.Anchors.TryGetValue(anchor, out var outermost))
            {
                return run.EvaluateInPlace(outermost, index);
            }
        }

        return run.EvaluateInPlace(target, index);
    }
}
