using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>An item of an array by its number, from the end where it is negative, or a member by a name that is found on the way.</summary>
internal sealed class IndexExpression(TemplateExpression target, TemplateExpression index) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var value = target.Evaluate(ref run);
        var key = index.Evaluate(ref run);
        return run.TrySpend(1) && run.TrySpendOn(value) && run.TrySpendOn(key)
            ? ValueMembers.GetItem(ref run, value, key)
            : TemplateValue.Null;
    }
}
