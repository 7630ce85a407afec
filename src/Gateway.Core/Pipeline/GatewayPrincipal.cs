using System.Collections.ObjectModel;
using System.Globalization;
using System.Security.Claims;

namespace Gateway.Core.Pipeline;

/// <summary>Whom the endpoint's authorizers have recognised, and what they said of it. Immutable; may be kept after the request.</summary>
/// <remarks>
/// The same is in <c>HttpContext.User</c>, as an identity of its own: the id as <see cref="ClaimTypes.NameIdentifier"/>, every context
/// value as a claim of its name.
/// </remarks>
public sealed class GatewayPrincipal
{
    private readonly ClaimsIdentity? _identity;

    internal GatewayPrincipal(string id, IReadOnlyDictionary<string, object>? context = null, ClaimsIdentity? identity = null)
    {
        Id = id;
        Context = context ?? ReadOnlyDictionary<string, object>.Empty;
        _identity = identity;
    }

    /// <summary>Gets the id that the nearest authorizer gave.</summary>
    public string Id { get; }

    /// <summary>Gets the context values of all authorizers; of two with one name that of the nearer authorizer.</summary>
    /// <value>Values are <see cref="string"/>, <see cref="bool"/>, <see cref="long"/> or <see cref="double"/>. Empty when there are none.</value>
    public IReadOnlyDictionary<string, object> Context { get; }

    /// <summary>Null unless the request was signed.</summary>
    internal GatewaySigner? Signer { get; init; }

    /// <summary>A context value as text: numbers in the invariant culture, <c>true</c> and <c>false</c> in lower case, as in the reference.</summary>
    internal string? FormatContext(string name) => Context.TryGetValue(name, out var value) ? Format(value) : null;

    /// <summary>This principal, nearer than <paramref name="outer"/>.</summary>
    internal GatewayPrincipal Over(GatewayPrincipal outer)
    {
        if (outer.Context.Count == 0 && (outer.Signer is null || Signer is not null))
        {
            return this;
        }

        var merged = new Dictionary<string, object>(outer.Context, StringComparer.Ordinal);
        foreach (var (name, value) in Context)
        {
            merged[name] = value;
        }

        return new GatewayPrincipal(Id, merged.AsReadOnly(), _identity) { Signer = Signer ?? outer.Signer };
    }

    /// <summary>A new one each time: what a handler adds to it is its own.</summary>
    internal ClaimsIdentity CreateIdentity()
    {
        var identity = _identity?.Clone() ?? new ClaimsIdentity("Gateway", ClaimTypes.NameIdentifier, ClaimTypes.Role);
        if (!identity.HasClaim(claim => claim.Type == ClaimTypes.NameIdentifier))
        {
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, Id));
        }

        foreach (var (name, value) in Context)
        {
            identity.AddClaim(new Claim(name, Format(value), GetValueType(value)));
        }

        return identity;
    }

    private static string Format(object value) => value switch
    {
        bool isTrue => isTrue ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string GetValueType(object value) => value switch
    {
        bool => ClaimValueTypes.Boolean,
        long => ClaimValueTypes.Integer64,
        double => ClaimValueTypes.Double,
        _ => ClaimValueTypes.String,
    };
}
