using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Matching;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>
/// Counts CORS preflights where limits ask for it. The app's CORS middleware answers them between routing and the endpoint, so no step
/// of the endpoint sees them, and matching is the last moment that always comes before. Routing asks once per set of candidates whether
/// the policy applies, so other endpoints pay nothing.
/// </summary>
internal sealed class PreflightPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private readonly ConditionalWeakTable<EndpointPipeline, Endpoint> _refusals = [];

    // After every other policy: what is valid then is what will run.
    public override int Order => int.MaxValue;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) =>
        endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<IPreflightMetadata>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        // A request that is routed again, to an error page, has been counted.
        if (PreflightFeature.IsPreflight(httpContext.Request) && PreflightFeature.Find(httpContext) is null)
        {
            Count(httpContext, candidates);
        }

        return Task.CompletedTask;
    }

    private void Count(HttpContext context, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
            {
                continue;
            }

            // The best comes first; if the next is as good, routing refuses to choose and the request fails.
            if (candidates[i].Endpoint.Metadata.GetMetadata<EndpointPipeline>() is { } pipeline)
            {
                var refusal = pipeline.CountPreflight(context);
                PreflightFeature.Set(context, refusal);
                if (refusal is not null)
                {
                    candidates.ReplaceEndpoint(i, _refusals.GetValue(pipeline, CreateRefusal), candidates[i].Values);
                }
            }

            return;
        }
    }

    /// <summary>Short-circuited, or the CORS middleware would answer in its place.</summary>
    private static Endpoint CreateRefusal(EndpointPipeline pipeline)
    {
        var builder = new RefusalBuilder { RequestDelegate = pipeline.RefusePreflightAsync, DisplayName = "Refused CORS preflight" };
        new Conventions(builder).ShortCircuit();
        return builder.Build();
    }

    private sealed class RefusalBuilder : EndpointBuilder
    {
        public override Endpoint Build() => new(RequestDelegate, new EndpointMetadataCollection(Metadata), DisplayName);
    }

    /// <summary>The framework's own convention is the only way to its metadata.</summary>
    private sealed class Conventions(EndpointBuilder builder) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(builder);
    }
}
