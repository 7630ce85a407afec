using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Matching;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>
/// The guard at run time: an endpoint that appeared after the start check and carries a policy which nothing enforces answers 500.
/// Routing asks once per set of candidates whether the guard applies, so other requests pay nothing.
/// </summary>
internal sealed class MisroutedEndpointPolicy(ILogger<MisroutedEndpointPolicy> logger) : MatcherPolicy, IEndpointSelectorPolicy
{
    // Before the policies of MVC that put another endpoint in place (int.MinValue + 100).
    public override int Order => int.MinValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => EndpointFaults.Find(endpoint.Metadata) is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var endpoint = candidates[i].Endpoint;
            if (candidates.IsValidCandidate(i) && EndpointFaults.Find(endpoint.Metadata) is { } fault)
            {
                Log.EndpointMisconfigured(logger, endpoint.DisplayName ?? "unnamed", fault);
                candidates.ReplaceEndpoint(i, CreateRefusal(endpoint), candidates[i].Values);
            }
        }

        return Task.CompletedTask;
    }

    private static Endpoint CreateRefusal(Endpoint endpoint) => new(
        context =>
        {
            var composer = context.RequestServices.GetRequiredService<GatewayComposer>();
            var composed = composer.Compose(endpoint.Metadata, (endpoint as RouteEndpoint)?.RoutePattern, endpoint.DisplayName, Handler);
            var feature = composed.Entry.Begin(context, composed.Endpoint);
            return new GatewayContext(feature).RejectAsync(RejectionReason.EndpointMisconfigured);
        },
        EndpointMetadataCollection.Empty,
        endpoint.DisplayName);

    private static Task Handler(GatewayContext gateway) => Task.CompletedTask;
}
