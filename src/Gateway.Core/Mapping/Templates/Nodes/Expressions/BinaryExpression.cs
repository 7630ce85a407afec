using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>An operator between two values, both of which it looks at.</summary>
internal sealed class BinaryExpression(BinaryOperator @operator, TemplateExpression left, TemplateExpression right) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var first = left.Evaluate(ref run);
        var second = right.Evaluate(ref run);
        return run.TrySpend(1) && run.TrySpendOn(first) && run.TrySpendOn(second)
            ? BinaryOperation.Run(ref run, @operator, first, second)
            : TemplateValue.Null;
    }
}
