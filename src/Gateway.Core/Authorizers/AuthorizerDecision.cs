using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers;

/// <summary>What becomes of a request once everybody who knows its caller has spoken: joined with the endpoint's resource policy.</summary>
/// <param name="resourcePolicy">The endpoint's, or null.</param>
/// <param name="mustPolicyAllow">Whether an authorizer of the endpoint only says who calls.</param>
/// <param name="scope">Whose API this is.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class AuthorizerDecision(ResourcePolicy? resourcePolicy, bool mustPolicyAllow, PolicyScope scope, TimeProvider timeProvider)
{
    public Task Conclude(GatewayContext gateway, PolicyEffect effect, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var rule = GetRule(feature);

        // Where there is no policy, none allows the signer of another account.
        PolicyEffect? policy = resourcePolicy is not null ? resourcePolicy.Evaluate(CreateRequest(feature))
            : rule == JointRule.CrossAccount ? PolicyEffect.Neither
            : null;
        return JointDecision.Decide(effect, policy, rule) switch
        {
            JointOutcome.Allow => next(gateway),
            JointOutcome.ExplicitDeny => gateway.RejectAsync(RejectionReason.ExplicitlyDenied),
            _ => gateway.RejectAsync(RejectionReason.AccessDenied),
        };
    }

    public PolicyRequest CreateRequest(GatewayFeature feature) => new()
    {
        HttpContext = feature.HttpContext,
        Stage = feature.Stage.Name,
        Scope = scope,
        TimeProvider = timeProvider,
        PrincipalId = feature.Principal?.Signer?.PrincipalId ?? feature.Principal?.Id,
        AccountId = feature.Principal?.Signer?.AccountId,
        PrincipalArn = feature.Principal?.Signer?.Arn,
        UserName = feature.Principal?.Signer?.PrincipalId ?? feature.Principal?.Id,
    };

    /// <summary>Only a signed request has an account; of another one than the app's, both sides must allow it.</summary>
    private JointRule GetRule(GatewayFeature feature) =>
        feature.Principal?.Signer?.AccountId is { } account && scope.AccountId is { } own && account != own
            ? JointRule.CrossAccount
            : mustPolicyAllow ? JointRule.PolicyMustAllow
            : JointRule.SameAccount;
}
