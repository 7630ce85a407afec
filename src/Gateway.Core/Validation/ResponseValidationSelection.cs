using Gateway.Core.Pipeline;

namespace Gateway.Core.Validation;

/// <summary>What an endpoint and its groups say together of its responses.</summary>
internal sealed class ResponseValidationSelection
{
    private readonly OrderedDictionary<string, ResponseSchemaMetadata> _schemas = new(StringComparer.Ordinal);

    private ResponseValidationSelection()
    {
    }

    /// <summary>The nearer ones last.</summary>
    public IEnumerable<ResponseSchemaMetadata> Schemas => _schemas.Values;

    public bool HasSchemas => _schemas.Count > 0;

    public bool IsEnforced { get; private set; }

    /// <summary>Whether the endpoint itself says that schemas are enforced.</summary>
    public bool NeedsSchema { get; private set; }

    public static ResponseValidationSelection Of(GatewayEndpoint endpoint)
    {
        var selection = new ResponseValidationSelection();
        foreach (var metadata in endpoint.Metadata)
        {
            selection.Apply(metadata);
        }

        return selection;
    }

    private void Apply(object metadata)
    {
        switch (metadata)
        {
            case ResponseSchemaMetadata schema:
                // Of two patterns for one status the nearer counts, so it goes to the end.
                _schemas.Remove(schema.Statuses);
                _schemas.Add(schema.Statuses, schema);
                break;
            case EnforceResponseSchemaMetadata enforced:
                IsEnforced = true;
                NeedsSchema |= enforced.NeedsSchema;
                break;
            case DisableResponseValidationMetadata:
                _schemas.Clear();
                IsEnforced = NeedsSchema = false;
                break;
        }
    }
}
