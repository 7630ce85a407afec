using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>Without an authorizer the policy decides alone and must allow; before one it only refuses what it denies whoever calls.</summary>
internal sealed class ResourcePolicyStep(
    ResourcePolicy policy,
    bool isAuthorizerNext,
    PolicyScope scope,
    GatewayMode mode,
    TimeProvider timeProvider) : IGatewayStep
{
    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var request = new PolicyRequest
        {
            HttpContext = feature.HttpContext,
            Stage = feature.Stage.Name,
            Scope = scope,
            TimeProvider = timeProvider,
        };
        return Decide(request) switch
        {
            PolicyEffect.Allow => next(gateway),
            PolicyEffect.Deny => RejectAsync(gateway, request, RejectionReason.ExplicitlyDenied),
            _ => RejectAsync(gateway, request, RejectionReason.AccessDenied),
        };
    }

    private PolicyEffect Decide(in PolicyRequest request) =>
        !isAuthorizerNext ? policy.Evaluate(request)
        : policy.DeniesEveryCaller(request) ? PolicyEffect.Deny
        : PolicyEffect.Allow;

    private Task RejectAsync(GatewayContext gateway, in PolicyRequest request, RejectionReason reason) => gateway.RejectAsync(
        reason,
        mode == GatewayMode.AmazonApiGateway ? ResourcePolicyRejection.Create(request, reason == RejectionReason.ExplicitlyDenied) : null);
}
