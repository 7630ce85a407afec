namespace Gateway.Core.Authorizers.Policies;

/// <summary>Allows or denies what all of its nodes match; without a node, everything.</summary>
internal sealed class PolicyStatement(PolicyEffect effect, params PolicyNode[] nodes)
{
    public PolicyEffect Effect => effect;

    public bool DependsOnCaller { get; } = nodes.Any(node => node.DependsOnCaller);

    /// <summary>Bytes in memory, about.</summary>
    public long Size => PolicySize.Object + nodes.Sum(node => node.Size);

    public bool Matches(in PolicyRequest request)
    {
        foreach (var node in nodes)
        {
            if (!node.Matches(request))
            {
                return false;
            }
        }

        return true;
    }
}
