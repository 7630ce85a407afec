using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>A member by a name that the template has.</summary>
internal sealed class MemberExpression(TemplateExpression target, MemberText name) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var value = target.Evaluate(ref run);
        return value.IsNull ? value : ValueMembers.Get(ref run, value, name);
    }
}
