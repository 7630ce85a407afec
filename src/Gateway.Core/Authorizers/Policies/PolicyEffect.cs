namespace Gateway.Core.Authorizers.Policies;

/// <summary>What one side says of a request: statements that allow, one that denies, or none that concerns it.</summary>
internal enum PolicyEffect
{
    Neither,
    Allow,
    Deny,
}
