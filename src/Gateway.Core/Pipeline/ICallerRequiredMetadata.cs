namespace Gateway.Core.Pipeline;

/// <summary>Says whether the endpoint needs a known caller. The last one on the endpoint holds.</summary>
internal interface ICallerRequiredMetadata : IGatewayMetadata
{
    bool RequiresCaller { get; }
}
