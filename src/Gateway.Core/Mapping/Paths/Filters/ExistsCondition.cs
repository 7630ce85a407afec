using Gateway.Core.Mapping.Paths.Selectors;

namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>A query finds something, be it null.</summary>
internal sealed class ExistsCondition(PathQuery query) : FilterCondition
{
    public override bool Holds(ref PathRun run, int current)
    {
        var sink = NodeSink.ForCount(1);
        query.Run(ref run, current, ref sink);
        return sink.Count > 0;
    }
}
