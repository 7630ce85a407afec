using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>The item at an index, from the end where it is negative.</summary>
internal sealed class IndexSelector(long index) : PathSelector
{
    public override bool IsSingular => true;

    public long Index => index;

    public override bool Select(ref PathRun run, int node, PathSegment? next, ref NodeSink sink)
    {
        ref readonly var token = ref run.Json.Tokens[node];
        var place = index < 0 ? token.Count + index : index;
        if (token.Kind is not JsonTokenKind.Array || place < 0 || place >= token.Count)
        {
            return true;
        }

        // Items are not of one size, so those before it are walked over.
        if (!run.TrySpend((int)place))
        {
            return false;
        }

        var item = node + 1;
        for (; place > 0; place--)
        {
            item = run.Json.Tokens[item].Next;
        }

        return PathSegment.Continue(ref run, next, item, ref sink);
    }
}
