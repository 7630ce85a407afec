using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Gateway.Core.Validation.Bodies;

/// <summary>The type that an endpoint's handler binds from its body.</summary>
internal static class AcceptedType
{
    private const string Json = "json";

    public static bool IsMvc(GatewayEndpoint endpoint) => endpoint.Metadata.GetMetadata<ActionDescriptor>() is not null;

    /// <summary>Null where it binds none from JSON.</summary>
    public static Type? Find(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ActionDescriptor>() is { } action
            ? action.Parameters.FirstOrDefault(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Body)?.ParameterType
            : endpoint.Metadata.GetOrderedMetadata<IAcceptsMetadata>()
                .LastOrDefault(accepts => accepts.RequestType is not null && accepts.ContentTypes.Any(IsJson))
                ?.RequestType;

    private static bool IsJson(string contentType) => contentType.Contains(Json, StringComparison.OrdinalIgnoreCase);
}
