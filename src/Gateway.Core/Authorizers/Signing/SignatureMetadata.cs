using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>Whether requests must be signed; the nearest holds.</summary>
internal sealed record SignatureMetadata(bool IsRequired) : IGatewayMetadata;
