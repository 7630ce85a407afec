namespace Gateway.Core.Pipeline;

/// <summary>Says whether an authorizer decides about the endpoint's callers. The last one on the endpoint holds.</summary>
internal interface IAuthorizerMetadata : IGatewayMetadata
{
    bool RequiresAuthorizer { get; }
}
