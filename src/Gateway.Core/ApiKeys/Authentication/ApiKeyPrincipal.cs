using System.Security.Claims;
using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Authentication;

/// <summary>A caller as claims. Made anew for each request: middleware may add to a principal what belongs to that request alone.</summary>
internal static class ApiKeyPrincipal
{
    public const string Plan = GatewayPrefix + "plan";

    private const string GatewayPrefix = "gateway:";

    public static ClaimsPrincipal Create(CallerIdentity caller, string scheme, string issuer)
    {
        var identity = new ClaimsIdentity(scheme);
        Add(identity, ClaimTypes.NameIdentifier, caller.Id, issuer);
        if (caller.Name is { } name)
        {
            Add(identity, ClaimTypes.Name, name, issuer);
        }

        foreach (var plan in caller.Plans)
        {
            Add(identity, Plan, plan, issuer);
        }

        foreach (var (type, value) in caller.Tags)
        {
            if (!IsOfTheGateway(type))
            {
                Add(identity, type, value, issuer);
            }
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>A tag must not say what a key is called, or which plans it has.</summary>
    private static bool IsOfTheGateway(string type) =>
        type is ClaimTypes.NameIdentifier or ClaimTypes.Name || type.StartsWith(GatewayPrefix, StringComparison.OrdinalIgnoreCase);

    // A store may leave a value out, whatever the compiler says of it.
    private static void Add(ClaimsIdentity identity, string type, string? value, string issuer) =>
        identity.AddClaim(new Claim(type, value ?? "", ClaimValueTypes.String, issuer));
}
