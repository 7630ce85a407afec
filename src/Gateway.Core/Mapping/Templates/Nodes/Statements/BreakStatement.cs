using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Leaves the loop.</summary>
internal sealed class BreakStatement : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run) => TemplateFlow.Break;

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) => tracker.FollowBreak(states);
}
