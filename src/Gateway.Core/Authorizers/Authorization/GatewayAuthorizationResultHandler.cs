using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Authorizers.Authorization;

/// <summary>Has what an authorizer refused in an authorization policy answered like any other refusal; the rest is the app's own.</summary>
internal sealed class GatewayAuthorizationResultHandler(IAuthorizationMiddlewareResultHandler inner) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        var isRefused = !authorizeResult.Succeeded && policy.Requirements.Any(requirement => requirement is GatewayAuthorizerRequirement);
        return isRefused && GatewayFeature.Find(context.Features) is { Rejection: { } reason } feature && feature.BelongsTo(context)
            ? new GatewayContext(feature).RejectAsync(reason, feature.RejectionDetail)
            : inner.HandleAsync(next, context, policy, authorizeResult);
    }
}
