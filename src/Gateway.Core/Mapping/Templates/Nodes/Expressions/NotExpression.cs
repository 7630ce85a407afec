using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

internal sealed class NotExpression(TemplateExpression operand) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run) => TemplateValue.OfBoolean(!operand.Evaluate(ref run).IsTrue);
}
