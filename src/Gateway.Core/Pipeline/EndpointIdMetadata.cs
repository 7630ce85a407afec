namespace Gateway.Core.Pipeline;

/// <summary>The endpoint's id where the app names it itself.</summary>
internal sealed record EndpointIdMetadata(string Id) : IGatewayMetadata;
