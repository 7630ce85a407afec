using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Authorizers;

/// <summary>What an authorizer decides about.</summary>
public sealed class AuthorizerRequest
{
    private volatile HttpContext? _httpContext;

    internal AuthorizerRequest(string authorizer, GatewayFeature feature, IReadOnlyList<string> identity, IReadOnlyList<string> scopes)
    {
        Authorizer = authorizer;
        Identity = identity;
        Scopes = scopes;
        Endpoint = feature.Endpoint;
        Stage = feature.Stage;
        _httpContext = feature.HttpContext;
    }

    /// <summary>Gets the name under which the authorizer was added.</summary>
    public string Authorizer { get; }

    /// <summary>Gets the values of the identity sources, in their order. None is empty.</summary>
    public IReadOnlyList<string> Identity { get; }

    /// <summary>Gets the value of the first identity source, such as a whole <c>Authorization</c> header.</summary>
    /// <exception cref="InvalidOperationException">The authorizer has no identity source.</exception>
    public string Token => Identity.Count > 0
        ? Identity[0]
        : throw new InvalidOperationException($"The authorizer '{Authorizer}' has no identity source; add one, for example IdentityFromHeader(\"Authorization\").");

    /// <summary>Gets the scopes that the endpoint asks for, one of which is enough.</summary>
    /// <value>Empty when it asks for none.</value>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>Gets the endpoint that is called.</summary>
    public GatewayEndpoint Endpoint { get; }

    /// <summary>Gets the stage that the request runs in.</summary>
    public GatewayStage Stage { get; }

    /// <summary>Gets the request that asks. Others may wait for the same answer.</summary>
    /// <exception cref="ObjectDisposedException">The deadline has passed: the request is answered, and its object may serve another.</exception>
    public HttpContext HttpContext => _httpContext ?? throw new ObjectDisposedException(nameof(AuthorizerRequest));

    internal void Close() => _httpContext = null;
}
