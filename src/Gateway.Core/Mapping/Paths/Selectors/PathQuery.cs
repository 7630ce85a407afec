namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>The segments behind a <c>$</c>, or behind the <c>@</c> of a filter.</summary>
internal sealed class PathQuery
{
    private readonly PathSegment? _first;
    private readonly bool _isAbsolute;

    public PathQuery(PathSegment? first, bool isAbsolute)
    {
        (_first, _isAbsolute) = (first, isAbsolute);
        Steps = ListSteps(first);
    }

    /// <summary>Whether it finds at most one node, as one of names and indexes alone does.</summary>
    public bool IsSingular => Steps is not null;

    /// <summary>The names and indexes of a singular query.</summary>
    public PathSelector[]? Steps { get; }

    /// <param name="run">The document.</param>
    /// <param name="current">The node that <c>@</c> stands for.</param>
    /// <param name="sink">Gets the nodes.</param>
    public void Run(ref PathRun run, int current, ref NodeSink sink) =>
        PathSegment.Continue(ref run, _first, _isAbsolute ? 0 : current, ref sink);

    private static PathSelector[]? ListSteps(PathSegment? first)
    {
        var steps = new List<PathSelector>();
        for (var segment = first; segment is not null; segment = segment.Next)
        {
            if (segment.Only is not { } step)
            {
                return null;
            }

            steps.Add(step);
        }

        return [.. steps];
    }
}
