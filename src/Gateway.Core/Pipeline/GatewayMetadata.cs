namespace Gateway.Core.Pipeline;

/// <summary>
/// Marks endpoint metadata that the gateway must enforce. An endpoint that carries any without the gateway's wrapper stops the start,
/// and answers 500 if it appears later.
/// </summary>
public interface IGatewayMetadata;

/// <summary>
/// Gateway metadata whose policy keeps state under the endpoint's id (a bucket, a cache), or is configured by it. Two endpoints with
/// the same id and such metadata stop the start.
/// </summary>
public interface IEndpointStateMetadata : IGatewayMetadata;

/// <summary>Says whether the endpoint needs a known caller. The last one on the endpoint holds.</summary>
internal interface ICallerRequiredMetadata : IGatewayMetadata
{
    bool RequiresCaller { get; }
}

/// <summary>The endpoint's id where the app names it itself.</summary>
internal sealed record EndpointIdMetadata(string Id) : IGatewayMetadata;
