using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>A variable of the template's own; null before it is assigned.</summary>
internal sealed class LocalExpression(int local) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run) => run.Workspace.Locals[local];
}
