using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>The first operand or, where it is null, the second; or the second only where the first is not null.</summary>
internal sealed class CoalesceExpression(TemplateExpression left, TemplateExpression right, bool whereNull) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var value = left.Evaluate(ref run);
        return value.IsNull == whereNull ? right.Evaluate(ref run) : value;
    }
}
