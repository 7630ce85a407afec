using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>An array of given items.</summary>
internal sealed class ArrayExpression(TemplateExpression[] items) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        if (!run.TryMakeValues(items.Length))
        {
            return TemplateValue.Null;
        }

        // The items may make lists themselves, and a list is in one piece.
        var start = run.Workspace.Reserve(items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            run.Workspace.Set(start + i, items[i].Evaluate(ref run));
        }

        return TemplateValue.OfList(start, items.Length);
    }
}
