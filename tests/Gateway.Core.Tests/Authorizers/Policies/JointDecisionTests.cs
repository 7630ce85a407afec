using Gateway.Core.Authorizers.Policies;
using Xunit;
using static Gateway.Core.Authorizers.Policies.JointOutcome;
using static Gateway.Core.Authorizers.Policies.JointRule;
using static Gateway.Core.Authorizers.Policies.PolicyEffect;

namespace Gateway.Core.Tests.Authorizers.Policies;

public class JointDecisionTests
{
    // The reference's tables, row by row: identity side, policy side, table A, table B, and the rule for user pools.
    [Theory]
    [InlineData(PolicyEffect.Allow, PolicyEffect.Allow, JointOutcome.Allow, JointOutcome.Allow, JointOutcome.Allow)]
    [InlineData(PolicyEffect.Allow, Neither, JointOutcome.Allow, ImplicitDeny, ImplicitDeny)]
    [InlineData(PolicyEffect.Allow, Deny, ExplicitDeny, ExplicitDeny, ExplicitDeny)]
    [InlineData(Neither, PolicyEffect.Allow, JointOutcome.Allow, ImplicitDeny, ImplicitDeny)]
    [InlineData(Neither, Neither, ImplicitDeny, ImplicitDeny, ImplicitDeny)]
    [InlineData(Neither, Deny, ExplicitDeny, ExplicitDeny, ExplicitDeny)]
    [InlineData(Deny, PolicyEffect.Allow, ExplicitDeny, ExplicitDeny, ExplicitDeny)]
    [InlineData(Deny, Neither, ExplicitDeny, ExplicitDeny, ExplicitDeny)]
    [InlineData(Deny, Deny, ExplicitDeny, ExplicitDeny, ExplicitDeny)]
    public void Decide_BothSides_FollowsTheTables(object identity, object policy, object sameAccount, object crossAccount, object policyMustAllow)
    {
        Assert.Equal((JointOutcome)sameAccount, JointDecision.Decide((PolicyEffect)identity, (PolicyEffect)policy, SameAccount));
        Assert.Equal((JointOutcome)crossAccount, JointDecision.Decide((PolicyEffect)identity, (PolicyEffect)policy, CrossAccount));
        Assert.Equal((JointOutcome)policyMustAllow, JointDecision.Decide((PolicyEffect)identity, (PolicyEffect)policy, PolicyMustAllow));
    }

    // What an authorizer's own policy comes to where the endpoint has no other.
    [Theory]
    [InlineData(PolicyEffect.Allow, JointOutcome.Allow)]
    [InlineData(Deny, ExplicitDeny)]
    [InlineData(Neither, ImplicitDeny)]
    public void Decide_NoResourcePolicy_IsTheAuthorizersOwn(object identity, object expected)
    {
        foreach (var rule in Enum.GetValues<JointRule>())
        {
            Assert.Equal((JointOutcome)expected, JointDecision.Decide((PolicyEffect)identity, policy: null, rule));
        }
    }
}
