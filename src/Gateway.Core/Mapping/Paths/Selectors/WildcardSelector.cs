namespace Gateway.Core.Mapping.Paths.Selectors;

internal sealed class WildcardSelector : PathSelector
{
    public override bool Select(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        var children = new Children(run.Json, node);
        while (children.TryMoveNext(run.Json, out var child))
        {
            if (!run.TrySpend(1) || !PathSegment.Continue(ref run, next, child, ref sink))
            {
                return false;
            }
        }

        return true;
    }
}
