using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary><c>value()</c>: the value of a node that is the only one found.</summary>
internal sealed class ValueOperand(PathQuery query) : FilterOperand
{
    public override OperandValue Evaluate(scoped ref PathRun run, int current)
    {
        // The second says as much as all others.
        var sink = NodeSink.ForCount(2);
        query.Run(ref run, current, ref sink);
        return OperandValue.OfNode(ref run, sink.Count == 1 ? sink.First : -1);
    }
}
