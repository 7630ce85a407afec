using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers;

/// <summary>Asks for an authorizer; several on one endpoint must all let a request pass.</summary>
internal interface IRequiredAuthorizerMetadata : IGatewayMetadata
{
    string Authorizer { get; }

    IReadOnlyList<string> Scopes { get; }
}

internal sealed record AuthorizerMetadata(string Authorizer, IReadOnlyList<string> Scopes) : IRequiredAuthorizerMetadata;

/// <summary>Clears the authorizers so far; what follows asks anew.</summary>
internal interface IDisableAuthorizerMetadata : IGatewayMetadata;

internal sealed record DisableAuthorizerMetadata : IDisableAuthorizerMetadata;
