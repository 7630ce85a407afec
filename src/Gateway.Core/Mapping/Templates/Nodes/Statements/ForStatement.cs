using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Does something for every item of an array, member of an object or number of a range.</summary>
/// <param name="place">Where it stands in the template.</param>
/// <param name="local">The variable that has the item.</param>
/// <param name="loop">Its number among the loops around it.</param>
/// <param name="source">What it goes over; over null it does nothing at all.</param>
/// <param name="slice">Which of the items; null for all in their order.</param>
/// <param name="body">What is done for each.</param>
/// <param name="otherwise">What is done where there are none; null for nothing.</param>
internal sealed class ForStatement(
    TemplatePlace place, int local, int loop, TemplateExpression source, ForSlice? slice, TemplateStatement body, TemplateStatement? otherwise)
    : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run)
    {
        var list = source.Evaluate(ref run);
        if (run.IsStopped || list.IsNull)
        {
            return run.IsStopped ? TemplateFlow.Stop : TemplateFlow.Next;
        }

        list = slice is null ? list : slice.Take(ref run, list);
        if (run.IsStopped || !ValueItems.Has(run, list))
        {
            run.Stop(TemplateOutcome.OperandInvalid);
            return TemplateFlow.Stop;
        }

        var items = new ValueItems(run, list);
        return items.Count == 0 ? otherwise?.Execute(ref run) ?? TemplateFlow.Next : Loop(ref run, items);
    }

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) =>
        (otherwise?.Follow(tracker, states) ?? states).And(states).And(tracker.FollowLoop(this, place, body, states));

    private TemplateFlow Loop(ref TemplateRun run, ValueItems items)
    {
        for (var index = 0; run.TrySpend(1) && items.MoveNext(run, out var item); index++)
        {
            run.Workspace.Locals[local] = item;
            run.Workspace.Loops[loop] = new LoopState { Index = index, Count = items.Count };
            var flow = body.Execute(ref run);
            if (flow is TemplateFlow.Break or TemplateFlow.Stop)
            {
                break;
            }
        }

        return run.IsStopped ? TemplateFlow.Stop : TemplateFlow.Next;
    }
}
