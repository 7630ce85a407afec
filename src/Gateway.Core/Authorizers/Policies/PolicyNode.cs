namespace Gateway.Core.Authorizers.Policies;

/// <summary>One thing that a statement asks. Immutable; matching allocates nothing and does not throw.</summary>
internal abstract class PolicyNode
{
    /// <summary>Whether the answer can be another once the caller is known.</summary>
    public virtual bool DependsOnCaller => false;

    /// <summary>Bytes in memory, about.</summary>
    public abstract long Size { get; }

    public abstract bool Matches(in PolicyRequest request);
}
