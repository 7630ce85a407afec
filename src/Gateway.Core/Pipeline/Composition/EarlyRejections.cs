using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Core.Pipeline.Composition;

/// <summary>
/// Refuses a request from middleware: before the steps of its endpoint run, or where it has none. It is counted and answered as if a step
/// of the endpoint had refused it.
/// </summary>
internal sealed class EarlyRejections
{
    private readonly ConditionalWeakTable<Endpoint, EndpointPipeline> _pipelines = [];
    private readonly Endpoint _unrouted = new(requestDelegate: null, EndpointMetadataCollection.Empty, displayName: null);

    /// <summary>Once per request: what is refused already has its answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="reason">Why.</param>
    /// <param name="detail">The facts behind it.</param>
    /// <param name="hasBody">False when somebody else answers too.</param>
    public Task RejectAsync(HttpContext context, RejectionReason reason, RejectionDetail? detail, bool hasBody)
    {
        var feature = context.TryGetGateway(out var gateway) ? gateway.Feature : GetPipeline(context.GetEndpoint() ?? _unrouted).Begin(context);
        return feature is { IsRejectionWritten: false }
            ? feature.Endpoint.Rejections.RejectAsync(feature, reason, detail, hasBody)
            : Task.CompletedTask;
    }

    private EndpointPipeline GetPipeline(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<EndpointPipeline>()
        ?? endpoint.Metadata.GetMetadata<IActionPipelines>()?.GetPipeline(endpoint)
        ?? _pipelines.GetValue(
            endpoint,
            static endpoint => new EndpointPipeline(
                endpoint.Metadata, (endpoint as RouteEndpoint)?.RoutePattern, endpoint.DisplayName, handler: null));
}
