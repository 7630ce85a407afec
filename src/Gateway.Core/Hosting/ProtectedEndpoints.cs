using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Hosting;

/// <summary>The endpoints that carry a gateway policy, each with what enforces it.</summary>
internal static class ProtectedEndpoints
{
    /// <summary>Builds the endpoints where that has not been done. No pipeline means that nothing enforces the policy.</summary>
    public static IEnumerable<(Endpoint Endpoint, EndpointPipeline? Pipeline)> Find(IServiceProvider services) =>
        from endpoint in services.GetService<EndpointDataSource>()?.Endpoints ?? []
        where endpoint.Metadata.GetMetadata<IGatewayMetadata>() is not null
        select (endpoint, endpoint.Metadata.GetMetadata<EndpointPipeline>() ?? endpoint.Metadata.GetMetadata<IActionPipelines>()?.GetPipeline(endpoint));
}
