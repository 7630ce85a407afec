using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Bodies;
using Gateway.Core.Validation.Parameters;

namespace Gateway.Core.Validation;

/// <summary>What an endpoint and its groups say together: parameters add up, for one parameter or content type the nearer replaces.</summary>
internal sealed class RequestValidationSelection
{
    private readonly OrderedDictionary<(RequestParameterLocation, string), RequestParameter> _parameters = [];
    private readonly OrderedDictionary<string, IRequestSchemaMetadata> _schemas = new(StringComparer.Ordinal);
    private readonly GatewayEndpoint _endpoint;
    private RequestValidationMode _mode = RequestValidationMode.ParametersAndBody;

    private RequestValidationSelection(GatewayEndpoint endpoint)
    {
        _endpoint = endpoint;
        Accepted = AcceptedBody.Find(endpoint);
    }

    public IEnumerable<RequestParameter> Parameters => _mode == RequestValidationMode.Body ? [] : _parameters.Values;

    /// <summary>By content type.</summary>
    public IEnumerable<KeyValuePair<string, IRequestSchemaMetadata>> Schemas => _mode == RequestValidationMode.Parameters ? [] : _schemas;

    /// <summary>What the handler binds from its body, if anything.</summary>
    public AcceptedBody? Accepted { get; }

    /// <summary>Whether a body may be missing: only where the schema is made from what the handler accepts.</summary>
    public bool IsBodyOptional => Accepted?.IsOptional == true && Schemas.Any(schema => schema.Value.Origin is null);

    public static RequestValidationSelection Of(GatewayEndpoint endpoint)
    {
        var selection = new RequestValidationSelection(endpoint);
        foreach (var metadata in endpoint.Metadata)
        {
            selection.Apply(metadata);
        }

        return selection;
    }

    public static bool HasRouteParameter(GatewayEndpoint endpoint, string name) =>
        endpoint.Pattern?.Parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) == true;

    private void Apply(object metadata)
    {
        switch (metadata)
        {
            case RequestParametersMetadata declared:
                foreach (var parameter in declared.Parameters)
                {
                    _parameters[(parameter.Location, parameter.Name.ToUpperInvariant())] = parameter;
                }

                break;
            case IRequestSchemaMetadata schema:
                Add(schema);
                break;
            case RequestValidationModeMetadata declared:
                _mode = declared.Mode;
                break;
            case IDisableRequestValidationMetadata:
                _parameters.Clear();
                _schemas.Clear();
                _mode = RequestValidationMode.ParametersAndBody;
                break;
        }
    }

    /// <summary>One that is made from what the handler accepts replaces nothing where that is not JSON.</summary>
    private void Add(IRequestSchemaMetadata schema)
    {
        if (schema.Origin is null && Accepted is null && !schema.NeedsAcceptedBody)
        {
            return;
        }

        foreach (var contentType in schema.ContentType is { } one ? [one] : AcceptedBody.FindContentTypes(_endpoint))
        {
            _schemas[contentType] = schema;
        }
    }
}
