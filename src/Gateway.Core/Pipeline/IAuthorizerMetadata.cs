namespace Gateway.Core.Pipeline;

/// <summary>Says whether authorizers decide about the endpoint's requests. The last one on the endpoint holds.</summary>
internal interface IAuthorizerMetadata : IGatewayMetadata
{
    bool RequiresAuthorizer { get; }
}
