using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation;

/// <summary>A schema for the bodies of one content type; the nearer replaces.</summary>
/// <param name="ContentType">In lower case, without parameters, or <see cref="AnyContentType"/>.</param>
/// <param name="Origin">Where the schema is from; null for the type that the handler accepts.</param>
internal sealed record RequestSchemaMetadata(string ContentType, SchemaOrigin? Origin) : IGatewayMetadata
{
    /// <summary>For every content type without a schema of its own, in the reference's spelling.</summary>
    public const string AnyContentType = "$default";
}

/// <summary>Which parts are validated; the nearer replaces.</summary>
internal sealed record RequestValidationModeMetadata(RequestValidationMode Mode) : IGatewayMetadata;

/// <summary>Clears the schemas and parameters that were inherited; what follows adds again.</summary>
internal sealed record DisableRequestValidationMetadata : IGatewayMetadata;
