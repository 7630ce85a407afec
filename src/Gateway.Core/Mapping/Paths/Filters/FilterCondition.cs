namespace Gateway.Core.Mapping.Paths.Filters;

/// <summary>Something about a node that holds or does not.</summary>
internal abstract class FilterCondition
{
    /// <summary>Means nothing once the run was given up.</summary>
    public abstract bool Holds(ref PathRun run, int current);
}
