using Gateway.Core.Mapping.Templates.Nodes.Positions;
using Gateway.Core.Mapping.Templates.Runs;

namespace Gateway.Core.Mapping.Templates.Nodes.Statements;

/// <param name="condition">What decides.</param>
/// <param name="then">Where it is true.</param>
/// <param name="otherwise">Where it is not; null for nothing.</param>
internal sealed class IfStatement(TemplateExpression condition, TemplateStatement then, TemplateStatement? otherwise) : TemplateStatement
{
    public override TemplateFlow Execute(ref TemplateRun run)
    {
        if (!run.TrySpend(1))
        {
            return TemplateFlow.Stop;
        }

        var isTrue = condition.Evaluate(ref run).IsTrue;
        return run.IsStopped ? TemplateFlow.Stop
            : isTrue ? then.Execute(ref run)
            : otherwise?.Execute(ref run) ?? TemplateFlow.Next;
    }

    public override JsonStates Follow(PositionTracker tracker, JsonStates states) =>
        then.Follow(tracker, states).And(otherwise?.Follow(tracker, states) ?? states);
}
