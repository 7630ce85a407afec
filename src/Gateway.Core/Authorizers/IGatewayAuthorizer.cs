namespace Gateway.Core.Authorizers;

/// <summary>Decides by the app's own logic who may call an endpoint. Added with <c>AddAuthorizer</c>, asked for with <c>RequireAuthorizer</c>.</summary>
/// <remarks>
/// It is called in a scope of services of its own, and only when no answer for the same identity is at hand. One call serves all requests
/// that wait for it, so it must not depend on anything of the request beside what the identity sources name, unless caching is off.
/// </remarks>
public interface IGatewayAuthorizer
{
    /// <summary>Decides about one identity.</summary>
    /// <param name="request">The identity, and the request and endpoint that asks.</param>
    /// <param name="cancellationToken">Cancelled at the authorizer's deadline; when caching is off also when the client goes away.</param>
    /// <returns>Who it is and what it may do. An exception fails the request with 500 and is not remembered.</returns>
    ValueTask<AuthorizerResult> AuthorizeAsync(AuthorizerRequest request, CancellationToken cancellationToken);
}
