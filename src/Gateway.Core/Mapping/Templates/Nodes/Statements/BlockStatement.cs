using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Statements, one after the other.</summary>
internal sealed class BlockStatement(TemplateStatement[] statements) : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run)
    {
        foreach (var statement in statements)
        {
            var flow = statement.Execute(ref run);
            if (flow != TemplateFlow.Next)
            {
                return flow;
            }
        }

        return TemplateFlow.Next;
    }

    public override JsonStates Follow(PositionTracker tracker, JsonStates states)
    {
        foreach (var statement in statements)
        {
            states = statement.Follow(tracker, states);
        }

        return states;
    }
}
