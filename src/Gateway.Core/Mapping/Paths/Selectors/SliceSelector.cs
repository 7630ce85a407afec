using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>Every so-manieth item of a range (RFC 9535, 2.3.4.2), backwards where the step is negative.</summary>
internal sealed class SliceSelector(long? start, long? end, long step) : PathSelector
{
    public override bool Select(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        ref readonly var token = ref run.Json.Tokens[node];
        return token.Kind is not JsonTokenKind.Array || token.Count == 0 || step == 0
            || (step > 0 ? SelectForwards(ref run, node, next, ref sink) : SelectBackwards(ref run, node, next, ref sink));
    }

    private static long Normalize(long index, int count) => index < 0 ? count + index : index;

    private bool SelectForwards(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        var count = run.Json.Tokens[node].Count;
        var wanted = Math.Max(Normalize(start ?? 0, count), 0);
        var last = Math.Min(Normalize(end ?? count, count), count) - 1;
        var children = new Children(run.Json, node);
        for (var place = 0; place <= last && children.TryMoveNext(run.Json, out var item); place++)
        {
            if (!run.TrySpend(1) || (place == wanted && !PathSegment.Continue(ref run, next, item, ref sink)))
            {
                return false;
            }

            wanted += place == wanted ? step : 0;
        }

        return true;
    }

    /// <summary>Items are found forwards only, so those that are wanted are noted first.</summary>
    private bool SelectBackwards(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        var mark = run.Workspace.NotedCount;
        var isComplete = TryNote(ref run, node);
        while (isComplete && run.Workspace.NotedCount > mark)
        {
            isComplete = PathSegment.Continue(ref run, next, run.Workspace.TakeNoted(), ref sink);
        }

        run.Workspace.ForgetNoted(mark);
        return isComplete;
    }

    private bool TryNote(ref PathRun run, int node)
    {
        var count = run.Json.Tokens[node].Count;
        var first = Math.Min(Normalize(start ?? (count - 1), count), count - 1);
        var before = end is { } given ? Math.Max(Normalize(given, count), -1) : -1;
        var children = new Children(run.Json, node);
        for (var place = 0; place <= first && children.TryMoveNext(run.Json, out var item); place++)
        {
            if (!run.TrySpend(1))
            {
                return false;
            }

            if (place > before && (first - place) % step == 0)
            {
                run.Workspace.Note(item);
            }
        }

        return true;
    }
}
