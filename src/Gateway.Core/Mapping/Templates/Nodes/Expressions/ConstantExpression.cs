using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>A literal.</summary>
internal sealed class ConstantExpression(TemplateValue value) : TemplateExpression
{
    public override TemplateValue? Constant => value;

    public override TemplateValue Evaluate(ref TemplateRun run) => value;
}
