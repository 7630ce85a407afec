using System.Text;
using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Output;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Text that the template writes as it is.</summary>
internal sealed class TextStatement(TemplatePlace place, string text) : TemplateStatement
{
    public TemplatePlace Place => place;

    public byte[] Utf8 { get; } = Encoding.UTF8.GetBytes(text);

    /// <summary>Where the text leads in JSON, from wherever it may stand. Null where it is no part of JSON. Set once, at the start.</summary>
    public JsonTransition[]? Transitions { get; set; }

    public override TemplateFlow Execute(ref TemplateRun run) =>
        run.TrySpend(1) && (Transitions is null || TryAdvance(ref run)) && run.TryWrite(Utf8) ? TemplateFlow.Next : TemplateFlow.Stop;

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) => tracker.FollowText(this, states);

    private bool TryAdvance(ref TemplateRun run)
    {
        foreach (ref readonly var transition in Transitions.AsSpan())
        {
            if (transition.From == run.State)
            {
                run.State = transition.To;
                return true;
            }
        }

        run.Stop(TemplateOutcome.InvalidOutput);
        return false;
    }
}
