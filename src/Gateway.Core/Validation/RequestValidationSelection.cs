using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Parameters;

namespace Gateway.Core.Validation;

/// <summary>What an endpoint and its groups say together: parameters add up, for one parameter or content type the nearer replaces.</summary>
internal sealed record RequestValidationSelection(IReadOnlyList<RequestParameter> Parameters, IReadOnlyList<RequestSchemaMetadata> Schemas)
{
    public static RequestValidationSelection Of(GatewayEndpoint endpoint)
    {
        var parameters = new OrderedDictionary<(RequestParameterLocation, string), RequestParameter>();
        var schemas = new OrderedDictionary<string, RequestSchemaMetadata>(StringComparer.Ordinal);
        var mode = RequestValidationMode.ParametersAndBody;
        foreach (var metadata in endpoint.Metadata)
        {
            switch (metadata)
            {
                case RequestParametersMetadata declared:
                    foreach (var parameter in declared.Parameters)
                    {
                        parameters[(parameter.Location, parameter.Name.ToUpperInvariant())] = parameter;
                    }

                    break;
                case RequestSchemaMetadata schema:
                    schemas[schema.ContentType] = schema;
                    break;
                case RequestValidationModeMetadata declared:
                    mode = declared.Mode;
                    break;
                case DisableRequestValidationMetadata:
                    parameters.Clear();
                    schemas.Clear();
                    break;
            }
        }

        return new RequestValidationSelection(
            mode == RequestValidationMode.Body ? [] : [.. parameters.Values],
            mode == RequestValidationMode.Parameters ? [] : [.. schemas.Values]);
    }

    public static bool HasRouteParameter(GatewayEndpoint endpoint, string name) =>
        endpoint.Pattern?.Parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) == true;
}
