namespace Gateway.Core.Mapping.Paths;

/// <summary>What becomes of the nodes that a query finds: they are kept, or counted until there are enough to know.</summary>
internal struct NodeSink
{
    private readonly int _most;
    private readonly bool _keeps;

    private NodeSink(int most, bool keeps)
    {
        _most = most;
        _keeps = keeps;
        First = -1;
    }

    public int Count { get; private set; }

    /// <summary>The first node, or -1.</summary>
    public int First { get; private set; }

    /// <summary>Keeps all nodes in the workspace.</summary>
    public static NodeSink ForAll() => new(int.MaxValue, keeps: true);

    /// <summary>Counts nodes, at most so many.</summary>
    public static NodeSink ForCount(int most) => new(most, keeps: false);

    /// <returns>Whether more are wanted.</returns>
    public bool TryAdd(ref PathRun run, int node)
    {
        if (!run.TrySpend(1))
        {
            return false;
        }

        First = Count++ == 0 ? node : First;
        if (_keeps)
        {
            run.Workspace.AddNode(node);
        }

        return Count < _most;
    }
}
