using System.Text.Json;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using HttpJsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;
using MvcJsonOptions = Microsoft.AspNetCore.Mvc.JsonOptions;

namespace Gateway.Core.Mapping;

/// <summary>The options by which an endpoint's handler reads and writes JSON.</summary>
internal static class JsonOptionsOf
{
    public static JsonSerializerOptions Endpoint(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ActionDescriptor>() is not null
            ? endpoint.Services.GetRequiredService<IOptions<MvcJsonOptions>>().Value.JsonSerializerOptions
            : endpoint.Services.GetRequiredService<IOptions<HttpJsonOptions>>().Value.SerializerOptions;
}
