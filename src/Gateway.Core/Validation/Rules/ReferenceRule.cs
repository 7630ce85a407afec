namespace Gateway.Core.Validation.Rules;

/// <summary>The keyword <c>$ref</c>.</summary>
internal sealed class ReferenceRule(Schema target) : SchemaRule
{
    public Schema Target { get; } = target;

    public override bool Evaluate(ref Evaluation run, int index) => run.EvaluateInPlace(Target, index);
}
