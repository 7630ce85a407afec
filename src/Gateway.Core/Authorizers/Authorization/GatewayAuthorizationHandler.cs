using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Gateway.Core.Authorizers.Authorization;

/// <summary>Answers the requirements of all authorizers in one policy together, because they share the steps before them.</summary>
internal sealed class GatewayAuthorizationHandler(PolicyPipelines pipelines) : IAuthorizationHandler
{
    public async Task HandleAsync(AuthorizationHandlerContext context)
    {
        var requirements = context.PendingRequirements.OfType<GatewayAuthorizerRequirement>().ToList();
        if (requirements.Count == 0)
        {
            return;
        }

        if (await IsAllowedAsync(context.Resource, requirements))
        {
            requirements.ForEach(context.Succeed);
        }
        else
        {
            context.Fail(new AuthorizationFailureReason(this, $"Refused: {requirements[0]}."));
        }
    }

    private Task<bool> IsAllowedAsync(object? resource, IReadOnlyList<GatewayAuthorizerRequirement> requirements) => resource switch
    {
        HttpContext context when context.GetEndpoint() is { } endpoint => AuthorizeAsync(context, endpoint, requirements),
        HubInvocationContext hub when hub.Context.GetHttpContext() is { } context && context.GetEndpoint() is { } endpoint =>
            pipelines.Get(endpoint, requirements).AuthorizeAgainAsync(context),
        _ => Task.FromResult(false),
    };

    /// <summary>A policy may be asked for several times in one request; the steps count once.</summary>
    private Task<bool> AuthorizeAsync(HttpContext context, Endpoint endpoint, IReadOnlyList<GatewayAuthorizerRequirement> requirements)
    {
        var pipeline = pipelines.Get(endpoint, requirements);
        return GatewayFeature.Find(context.Features) is { } feature && feature.BelongsTo(context)
            ? ReferenceEquals(feature.Endpoint.Pipeline, pipeline) ? Task.FromResult(feature.IsAuthorizedFor(endpoint)) : pipeline.AuthorizeAgainAsync(context)
            : pipeline.AuthorizeAsync(context, endpoint);
    }
}
