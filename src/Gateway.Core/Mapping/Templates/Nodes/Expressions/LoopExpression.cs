using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Expressions;

/// <summary>Where the loop is: <c>for.index</c> and its like.</summary>
internal sealed class LoopExpression(int loop, LoopPart part) : TemplateExpression
{
    public override TemplateValue Evaluate(ref TemplateRun run)
    {
        var state = run.Workspace.Loops[loop];
        return part switch
        {
            LoopPart.Index => TemplateValue.OfInteger(state.Index),
            LoopPart.First => TemplateValue.OfBoolean(state.Index == 0),
            LoopPart.Last => TemplateValue.OfBoolean(state.Index == state.Count - 1),
            LoopPart.Even => TemplateValue.OfBoolean(state.Index % 2 == 0),
            LoopPart.Odd => TemplateValue.OfBoolean(state.Index % 2 != 0),
            LoopPart.Length => TemplateValue.OfInteger(state.Count),
            _ => TemplateValue.OfInteger(state.Count - state.Index - 1),
        };
    }
}
