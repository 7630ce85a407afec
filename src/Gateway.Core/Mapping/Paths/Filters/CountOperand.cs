using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary><c>count()</c>: how many nodes a query finds, one that it finds twice counted twice.</summary>
internal sealed class CountOperand(PathQuery query) : FilterOperand
{
    public override OperandValue Evaluate(scoped ref PathRun run, int current)
    {
        var sink = NodeSink.ForCount(int.MaxValue);
        query.Run(ref run, current, ref sink);
        return OperandValue.OfNumber(sink.Count);
    }
}
