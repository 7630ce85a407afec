namespace Gateway.Core.Authorizers.Policies;

internal enum JointOutcome
{
    ImplicitDeny,
    Allow,
    ExplicitDeny,
}
