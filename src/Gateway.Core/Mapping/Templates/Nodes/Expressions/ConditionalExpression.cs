using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

internal sealed class ConditionalExpression(TemplateExpression condition, TemplateExpression then, TemplateExpression otherwise) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run) =>
        condition.Evaluate(ref run).IsTrue ? then.Evaluate(ref run) : otherwise.Evaluate(ref run);
}
