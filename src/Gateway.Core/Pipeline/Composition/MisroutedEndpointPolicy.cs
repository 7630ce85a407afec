using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>
/// The guard at run time: an endpoint that appeared after the start check and carries a policy which nothing enforces answers 500.
/// Routing asks once per set of candidates whether the guard applies, so other requests pay nothing.
/// </summary>
internal sealed class MisroutedEndpointPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<Endpoint, Endpoint> _refusals = [];

    // Before the policies of MVC that put another endpoint in place (int.MinValue + 100).
    public override int Order => int.MinValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => EndpointFaults.Find(endpoint.Metadata) is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var endpoint = candidates[i].Endpoint;
            if (candidates.IsValidCandidate(i) && EndpointFaults.Find(endpoint.Metadata) is not null)
            {
                candidates.ReplaceEndpoint(i, _refusals.GetValue(endpoint, CreateRefusal), candidates[i].Values);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Composed for its errors: a pipeline with any refuses every request, and says so in the log once.</summary>
    private static Endpoint CreateRefusal(Endpoint endpoint)
    {
        var pipeline = new EndpointPipeline(
            endpoint.Metadata,
            (endpoint as RouteEndpoint)?.RoutePattern,
            endpoint.DisplayName,
            static context =>
            {
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Task.CompletedTask;
            });
        return new Endpoint(pipeline.InvokeAsync, EndpointMetadataCollection.Empty, endpoint.DisplayName);
    }
}
