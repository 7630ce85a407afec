namespace Gateway.Core.Validation.Rules;

/// <summary>The keywords <c>if</c>, <c>then</c> and <c>else</c>.</summary>
internal sealed class ConditionRule(Schema condition, Schema? whenTrue, Schema? whenFalse) : SchemaRule
{
    public override bool Evaluate(ref Evaluation run, int index)
    {
        var next = run.Try(condition, index) ? whenTrue : whenFalse;
        return next is null || run.EvaluateInPlace(next, index);
    }
}
