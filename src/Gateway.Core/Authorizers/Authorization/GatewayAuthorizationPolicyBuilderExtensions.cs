using Gateway.Core.Authorizers.Authorization;

namespace Microsoft.AspNetCore.Authorization;

/// <summary>Puts the gateway's authorizers into policies of ASP.NET Core's authorization.</summary>
public static class GatewayAuthorizationPolicyBuilderExtensions
{
    /// <summary>
    /// Requires that an authorizer of the gateway lets the request pass, with everything of the endpoint that stands before authorizers:
    /// stage, resource policy and address limits. The endpoint's own run does not repeat them.
    /// </summary>
    /// <param name="builder">The policy.</param>
    /// <param name="name">The name under which the authorizer was added. With one that does not exist the endpoint answers 500.</param>
    /// <param name="scopes">What the authorizer is told to ask for.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>For requests to endpoints and for methods of SignalR hubs; any other resource is refused.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="scopes"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static AuthorizationPolicyBuilder RequireGatewayAuthorizer(this AuthorizationPolicyBuilder builder, string name, params string[] scopes)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(scopes);
        return builder.AddRequirements(new GatewayAuthorizerRequirement(name, [.. scopes]));
    }
}
