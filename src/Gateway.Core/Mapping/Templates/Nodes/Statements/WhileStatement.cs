using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <param name="place">Where it stands in the template.</param>
/// <param name="loop">Its number among the loops around it.</param>
/// <param name="condition">What decides before every turn.</param>
/// <param name="body">What is done in each.</param>
internal sealed class WhileStatement(TemplatePlace place, int loop, TemplateExpression condition, TemplateStatement body) : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run)
    {
        // A loop that ran before may have left its own, which the first test would see.
        run.Workspace.Loops[loop] = default;
        for (var index = 0; run.TrySpend(1) && condition.Evaluate(ref run).IsTrue && !run.IsStopped; index++)
        {
            run.Workspace.Loops[loop].Index = index;
            var flow = body.Execute(ref run);
            if (flow is TemplateFlow.Break or TemplateFlow.Stop)
            {
                break;
            }
        }

        return run.IsStopped ? TemplateFlow.Stop : TemplateFlow.Next;
    }

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) => states.And(tracker.FollowLoop(this, place, body, states));
}
