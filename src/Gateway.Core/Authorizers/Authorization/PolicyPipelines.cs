using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gateway.Core.Authorizers.Verdicts;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Core.Authorizers.Authorization;

/// <summary>
/// The pipelines of endpoints whose authorization policies ask for authorizers: the endpoint's own policies with those authorizers among
/// them, run up to the authorizers. As many as endpoints and policies there are.
/// </summary>
internal sealed class PolicyPipelines
{
    private readonly ConditionalWeakTable<Endpoint, ConcurrentDictionary<string, EndpointPipeline>> _pipelines = [];

    public EndpointPipeline Get(Endpoint endpoint, IReadOnlyList<GatewayAuthorizerRequirement> requirements) => _pipelines
        .GetValue(endpoint, static _ => new ConcurrentDictionary<string, EndpointPipeline>(StringComparer.Ordinal))
        .GetOrAdd(GetKey(requirements), static (_, state) => Create(state.endpoint, state.requirements), (endpoint, requirements));

    private static string GetKey(IReadOnlyList<GatewayAuthorizerRequirement> requirements) => VerdictReach.Join(
        requirements.Select(requirement => VerdictReach.Join([requirement.Metadata.Authorizer, .. requirement.Metadata.Scopes])));

    // The endpoint's own pipeline stands among its metadata as its marker; this one takes that place.
    private static EndpointPipeline Create(Endpoint endpoint, IReadOnlyList<GatewayAuthorizerRequirement> requirements)
    {
        List<object> metadata = [.. endpoint.Metadata.Where(item => item is not EndpointPipeline), .. requirements.Select(requirement => requirement.Metadata)];
        var own = endpoint.Metadata.GetMetadata<EndpointPipeline>();
        var pipeline = new EndpointPipeline(metadata, (endpoint as RouteEndpoint)?.RoutePattern, endpoint.DisplayName, handler: null)
        {
            Owner = own?.Owner ?? endpoint,
        };
        metadata.Add(pipeline);
        return pipeline;
    }
}
