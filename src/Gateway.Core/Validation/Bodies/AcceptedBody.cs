using System.Net.Mime;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;

namespace Gateway.Core.Validation.Bodies;

/// <summary>The JSON that an endpoint's handler binds from its body.</summary>
/// <param name="Type">The type that it becomes.</param>
/// <param name="IsOptional">Whether the handler does without.</param>
internal sealed record AcceptedBody(Type Type, bool IsOptional)
{
    /// <summary>What the caller sends where that is mapped, else what the handler binds; null where it binds none.</summary>
    public static AcceptedBody? Find(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<IRequestBodyMetadata>()
            .Reverse()
            .TakeWhile(mapped => mapped.BodyType is not null)
            .LastOrDefault() is { } caller
                ? new AcceptedBody(caller.BodyType!, caller.IsOptional)
                : FindOfHandler(endpoint);

    private static AcceptedBody? FindOfHandler(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ActionDescriptor>() is { } action
            ? ActionBody.Find(action, endpoint.Services)
            : endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>()
                .LastOrDefault(accepts => accepts.RequestType is not null && accepts.ContentTypes.Any(IsJson)) is { } accepted
                    ? new AcceptedBody(accepted.RequestType!, accepted.IsOptional)
                    : null;

    /// <summary>The kinds of JSON that reach the handler, as they are kept.</summary>
    public static IReadOnlyList<string> FindContentTypes(GatewayEndpoint endpoint)
    {
        var named = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes
            ?? endpoint.Metadata.GetMetadata<ConsumesAttribute>()?.ContentTypes.AsEnumerable()
            ?? [];
        string[] json = [.. named.Where(MediaType.IsJson).Select(MediaType.Normalize).Distinct(StringComparer.Ordinal)];
        return json.Length == 0 ? [MediaTypeNames.Application.Json] : json;
    }

    // Ranges, too: "application/*+json" is JSON, if not one type.
    private static bool IsJson(string contentType) => contentType.Contains("json", StringComparison.OrdinalIgnoreCase);
}
