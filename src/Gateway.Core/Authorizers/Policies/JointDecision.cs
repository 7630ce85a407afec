namespace Gateway.Core.Authorizers.Policies;

/// <summary>The reference's tables for an authorizer and a resource policy on one endpoint.</summary>
internal static class JointDecision
{
    /// <param name="identity">What the authorizer says; a plain deny is an explicit one.</param>
    /// <param name="policy">What the resource policy says; null where there is none, and the authorizer decides alone.</param>
    /// <param name="rule">Which table holds.</param>
    public static JointOutcome Decide(PolicyEffect identity, PolicyEffect? policy, JointRule rule)
    {
        if (identity == PolicyEffect.Deny || policy == PolicyEffect.Deny)
        {
            return JointOutcome.ExplicitDeny;
        }

        var isAllowed = (policy, rule) switch
        {
            (null, _) => identity == PolicyEffect.Allow,
            (_, JointRule.SameAccount) => identity == PolicyEffect.Allow || policy == PolicyEffect.Allow,
            _ => identity == PolicyEffect.Allow && policy == PolicyEffect.Allow,
        };
        return isAllowed ? JointOutcome.Allow : JointOutcome.ImplicitDeny;
    }
}
