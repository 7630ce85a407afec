using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Goes on with the loop's next item.</summary>
internal sealed class ContinueStatement : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run) => TemplateFlow.Continue;

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) => tracker.FollowContinue(states);
}
