using Gateway.Core.Mapping.Paths.Filters;

namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>The children for which a condition holds.</summary>
internal sealed class FilterSelector(FilterCondition condition) : PathSelector
{
    public override bool Select(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        var children = new Children(run.Json, node);
        while (children.TryMoveNext(run.Json, out var child))
        {
            if (!run.TrySpend(1))
            {
                return false;
            }

            var holds = condition.Holds(ref run, child);
            if (run.IsTooComplex || (holds && !PathSegment.Continue(ref run, next, child, ref sink)))
            {
                return false;
            }
        }

        return true;
    }
}
