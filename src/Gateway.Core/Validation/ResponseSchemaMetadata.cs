using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation;

/// <summary>A schema for the bodies of the responses of some statuses; for one status pattern the nearer replaces.</summary>
internal sealed record ResponseSchemaMetadata(string Statuses, SchemaOrigin Origin) : IGatewayMetadata;

/// <summary>What is not as its schema wants it is not sent.</summary>
/// <param name="NeedsSchema">Whether an endpoint without a schema is a mistake: it is not where many endpoints are spoken of at once.</param>
internal sealed record EnforceResponseSchemaMetadata(bool NeedsSchema) : IGatewayMetadata;

/// <summary>Clears the schemas, and whether they are enforced, that were inherited; what follows adds again.</summary>
internal sealed record DisableResponseValidationMetadata : IGatewayMetadata;
