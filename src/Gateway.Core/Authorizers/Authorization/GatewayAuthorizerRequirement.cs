using Microsoft.AspNetCore.Authorization;

namespace Gateway.Core.Authorizers.Authorization;

/// <summary>Asks for an authorizer of the gateway in a policy of ASP.NET Core's authorization.</summary>
internal sealed class GatewayAuthorizerRequirement(string authorizer, IReadOnlyList<string> scopes) : IAuthorizationRequirement
{
    public AuthorizerMetadata Metadata { get; } = new(authorizer, scopes);

    public override string ToString() => $"the gateway's authorizer '{Metadata.Authorizer}' lets the request pass";
}
