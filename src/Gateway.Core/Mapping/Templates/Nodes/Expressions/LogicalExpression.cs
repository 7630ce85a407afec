using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>And, or: the second operand is looked at only where the first does not decide. The value is a boolean.</summary>
internal sealed class LogicalExpression(TemplateExpression left, TemplateExpression right, bool isOr) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var isTrue = left.Evaluate(ref run).IsTrue;
        return TemplateValue.OfBoolean(isTrue == isOr ? isTrue : right.Evaluate(ref run).IsTrue);
    }
}
