using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>A value that the template asks to print without encoding; it stands nowhere but in a statement that prints it.</summary>
internal sealed class RawExpression(TemplateExpression operand) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run) => operand.Evaluate(ref run);
}
