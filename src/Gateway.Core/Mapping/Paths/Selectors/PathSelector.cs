namespace Gateway.Core.Mapping.Paths.Selectors;

/// <summary>One of the things in the brackets of a segment. It knows no request and is shared by all.</summary>
internal abstract class PathSelector
{
    /// <summary>Whether it finds at most one child.</summary>
    public virtual bool IsSingular => false;

    /// <summary>Hands the children of a node that it selects, in their order, to the next segment or, behind the last, to the sink.</summary>
    /// <returns>Whether to go on: false once the sink has enough or the run was given up.</returns>
    public abstract bool Select(ref PathRun run, int node, PathSegment? next, ref NodeSink sink);
}
