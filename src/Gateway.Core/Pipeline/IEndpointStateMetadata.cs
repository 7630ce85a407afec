namespace Gateway.Core.Pipeline;

/// <summary>
/// Gateway metadata whose policy keeps state under the endpoint's id (a bucket, a cache), or is configured by it. Two endpoints with
/// the same id and such metadata stop the start.
/// </summary>
public interface IEndpointStateMetadata : IGatewayMetadata;
