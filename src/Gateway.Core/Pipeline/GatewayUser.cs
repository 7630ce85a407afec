using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features.Authentication;

namespace Gateway.Core.Pipeline;

/// <summary>
/// <c>HttpContext.User</c> of a request that authorizers have recognised: made when it is first read, because most handlers never ask.
/// </summary>
internal sealed class GatewayUser(GatewayFeature feature) : IHttpAuthenticationFeature
{
    private ClaimsPrincipal? _user;
    private bool _isAssigned;
    private IHttpAuthenticationFeature? _inner;

    public ClaimsPrincipal? User
    {
        get => _user ??= Create(feature.Principal, _inner?.User);
        set => (_user, _isAssigned) = (value, true);
    }

    /// <summary>Stands before what the app's own authentication has set.</summary>
    public void Install()
    {
        Reset();
        var features = feature.HttpContext.Features;
        _inner = (IHttpAuthenticationFeature?)features[typeof(IHttpAuthenticationFeature)];
        features[typeof(IHttpAuthenticationFeature)] = this;
    }

    /// <summary>After another authorizer has spoken. What somebody has assigned stays.</summary>
    public void MakeAnew() => _user = _isAssigned ? _user : null;

    public void Reset()
    {
        _user = null;
        _isAssigned = false;
        _inner = null;
    }

    /// <summary>Whom the app itself has authenticated stays the first identity; an unauthenticated one says nothing.</summary>
    private static ClaimsPrincipal? Create(GatewayPrincipal? principal, ClaimsPrincipal? inner)
    {
        if (principal is null)
        {
            return inner;
        }

        var user = new ClaimsPrincipal();
        user.AddIdentities(inner?.Identities.Where(identity => identity.IsAuthenticated) ?? []);
        user.AddIdentity(principal.CreateIdentity());
        return user;
    }
}
