using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation;

/// <summary>A schema for the bodies of one content type; the nearer replaces.</summary>
internal interface IRequestSchemaMetadata : IGatewayMetadata
{
    /// <summary>In lower case, without parameters, or <c>$default</c>; null for those that the handler accepts.</summary>
    string? ContentType { get; }

    /// <summary>Where the schema is from; null for the type that the handler accepts.</summary>
    SchemaOrigin? Origin { get; }

    /// <summary>Whether a handler that accepts no JSON is a mistake: it is not where many endpoints are spoken of at once.</summary>
    bool NeedsAcceptedBody { get; }
}

/// <summary>Clears the schemas, parameters and mode that were inherited; what follows adds again.</summary>
internal interface IDisableRequestValidationMetadata : IGatewayMetadata;

internal sealed record RequestSchemaMetadata(string? ContentType, SchemaOrigin? Origin, bool NeedsAcceptedBody = false) : IRequestSchemaMetadata;

/// <summary>Which parts are validated; the nearer replaces.</summary>
internal sealed record RequestValidationModeMetadata(RequestValidationMode Mode) : IGatewayMetadata;

internal sealed record DisableRequestValidationMetadata : IDisableRequestValidationMetadata;
