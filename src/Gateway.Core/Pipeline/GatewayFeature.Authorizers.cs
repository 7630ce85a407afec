using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline;

/// <content>What the endpoint's authorizers say of the request, and whether they were asked before the endpoint itself runs.</content>
internal sealed partial class GatewayFeature
{
    private GatewayUser? _user;
    private Endpoint? _authorizedEndpoint;

    /// <summary>Whom the authorizers have recognised.</summary>
    public GatewayPrincipal? Principal { get; private set; }

    /// <summary>The API key value that an authorizer gave, in place of what the client presents.</summary>
    public string? UsageIdentifier { get; set; }

    /// <summary>Whether the authorizers have let the request pass before its endpoint runs.</summary>
    public bool IsAuthorized { get; set; }

    /// <summary>Whether a refusal is noted only, because somebody else decides what becomes of it.</summary>
    public bool IsRejectionNoted { get; private set; }

    /// <summary>Whether the refusal is the request's answer.</summary>
    public bool IsRejectionWritten { get; set; }

    /// <summary>Whether this is the data of a question beside the request's own run.</summary>
    public bool IsDetached { get; private set; }

    /// <summary>Adds what an authorizer said; a later one is nearer to the endpoint.</summary>
    public void AddPrincipal(GatewayPrincipal principal)
    {
        if (Principal is not null)
        {
            Principal = principal.Over(Principal);
            _user?.MakeAnew();
            return;
        }

        Principal = principal;
        if (!IsDetached)
        {
            (_user ??= new GatewayUser(this)).Install();
        }
    }

    /// <summary>For a question beside the request's own run: nothing of it becomes the request's, and a refusal is noted only.</summary>
    public void Detach()
    {
        IsDetached = true;
        IsRejectionNoted = true;
    }

    public void BeginAuthorization(Endpoint endpoint)
    {
        _authorizedEndpoint = endpoint;
        IsRejectionNoted = true;
    }

    public void EndAuthorization() => IsRejectionNoted = false;

    /// <summary>Whether this endpoint's authorizers have let the request pass, and nothing of it has run since.</summary>
    public bool IsAuthorizedFor(Endpoint? endpoint) => IsAuthorized && ReferenceEquals(_authorizedEndpoint, endpoint);

    /// <summary>True once: an endpoint that is run a second time is checked whole.</summary>
    public bool TakeAuthorization()
    {
        if (!IsAuthorized)
        {
            return false;
        }

        IsAuthorized = false;
        return true;
    }

    private void EndAuthorizers()
    {
        _authorizedEndpoint = null;
        IsDetached = false;
        IsAuthorized = false;
        IsRejectionNoted = false;
        IsRejectionWritten = false;
        Principal = null;
        UsageIdentifier = null;
        _user?.Reset();
    }
}
