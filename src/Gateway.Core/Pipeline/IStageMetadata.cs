namespace Gateway.Core.Pipeline;

/// <summary>Names the stage that an endpoint runs in. The last one on the endpoint holds.</summary>
internal interface IStageMetadata : IGatewayMetadata
{
    string Stage { get; }
}
