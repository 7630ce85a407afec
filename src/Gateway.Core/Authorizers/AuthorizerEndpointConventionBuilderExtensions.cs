using Gateway.Core.Authorizers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which authorizers endpoints require.</summary>
public static class AuthorizerEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Requires that an authorizer lets the request pass. Where nobody is recognised the answer is 401, to a caller that may not 403, and
    /// when the authorizer fails 500.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Calls add up: all authorizers must let a request pass, the outer ones first.</param>
    /// <param name="name">The name under which it was added. One that does not exist stops the start.</param>
    /// <param name="scopes">What the authorizer is told to ask for; what they mean is its own: one of them is enough for a JWT.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="scopes"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> or a scope is null or empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireAuthorizer<TBuilder>(this TBuilder builder, string name, params string[] scopes)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(scopes);
        foreach (var scope in scopes)
        {
            ArgumentException.ThrowIfNullOrEmpty(scope, nameof(scopes));
        }

        return builder.WithGatewayMetadata(new AuthorizerMetadata(name, [.. scopes]));
    }

    /// <summary>Frees the endpoint from the authorizers of its groups. A later <c>RequireAuthorizer</c> asks anew.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableAuthorizer<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableAuthorizerMetadata());
}
