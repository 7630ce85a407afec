using System.Buffers;
using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;
using Gateway.Core.Mapping.Templates.Values;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <summary>Keeps what its body writes as text, without encoding: it is encoded where it is printed.</summary>
internal sealed class CaptureStatement(int local, TemplateStatement body) : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run)
    {
        if (!run.TrySpend(1))
        {
            return TemplateFlow.Stop;
        }

        using var text = new PooledBytes(ArrayPool<byte>.Shared);
        var encoder = run.Encoder;
        run.Encoder = null;
        var before = run.Output.BeginCapture(text);
        var flow = body.Execute(ref run);
        run.Output.EndCapture(before);
        run.Encoder = encoder;
        run.Workspace.Locals[local] = run.IsStopped ? TemplateValue.Null : TemplateValue.OfText(ValueText.Take(ref run, text));
        return run.IsStopped ? TemplateFlow.Stop : flow;
    }

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) => tracker.FollowCapture(body, states);
}
