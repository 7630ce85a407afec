namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>Null: whether a key is missing.</summary>
internal sealed class PresenceNode(PolicyKey key, bool isMissing) : PolicyNode
{
    public override bool DependsOnCaller => key.IsOfCaller;

    public override long Size => PolicySize.Object + key.Size;

    public override bool Matches(in PolicyRequest request) => key.IsPresent(request) != isMissing;
}
