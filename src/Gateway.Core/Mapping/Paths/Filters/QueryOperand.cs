using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>The value of the only node that a singular query can find.</summary>
internal sealed class QueryOperand(PathQuery query) : FilterOperand
{
    public override OperandValue Evaluate(scoped ref PathRun run, int current)
    {
        var sink = NodeSink.ForCount(1);
        query.Run(ref run, current, ref sink);
        return OperandValue.OfNode(ref run, sink.First);
    }
}
