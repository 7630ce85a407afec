using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>
/// One step of a query, and the one behind it. A node is followed to the end of the query before the next is looked at, which gives the order
/// of RFC 9535 without lists in between.
/// </summary>
internal sealed class PathSegment
{
    private readonly PathSelector[] _selectors;
    private readonly bool _isDescendant;

    private PathSegment(PathPart part, PathSegment? next)
    {
        (_selectors, _isDescendant) = (part.Selectors, part.IsDescendant);
        Next = next;
    }

    public PathSegment? Next { get; }

    /// <summary>The selector of a segment that finds at most one node, else null.</summary>
    public PathSelector? Only => !_isDescendant && _selectors is [{ IsSingular: true } only] ? only : null;

    public static PathSegment? Link(List<PathPart> parts)
    {
        PathSegment? next = null;
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            next = new PathSegment(parts[i], next);
        }

        return next;
    }

    /// <summary>Goes on with a node behind a segment.</summary>
    public static bool Continue(ref PathRun run, PathSegment? next, int node, ref NodeSink sink) =>
        next is null ? sink.TryAdd(ref run, node) : next.Visit(ref run, node, ref sink);

    /// <summary>On the tape, a node is followed by all its descendants, each before its own: the order that a descendant segment has.</summary>
    private bool Visit(ref PathRun run, int node, ref NodeSink sink)
    {
        if (!_isDescendant)
        {
            return Select(ref run, node, ref sink);
        }

        var end = run.Json.Tokens[node].Next;
        for (var index = node; index < end; index++)
        {
            if (!run.TrySpend(1)
                || (run.Json.Tokens[index].Kind is JsonTokenKind.Object or JsonTokenKind.Array && !Select(ref run, index, ref sink)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Select(ref PathRun run, int node, ref NodeSink sink)
    {
        foreach (var selector in _selectors)
        {
            if (!run.TrySpend(1) || !selector.Select(ref run, node, Next, ref sink))
            {
                return false;
            }
        }

        return true;
    }
}
