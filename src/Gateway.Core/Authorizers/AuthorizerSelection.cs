using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers;

/// <summary>Which authorizers an endpoint asks, from its metadata: every call adds, a disabling one clears.</summary>
internal static class AuthorizerSelection
{
    /// <summary>The same authorizer for the same scopes is asked once.</summary>
    public static IReadOnlyList<IRequiredAuthorizerMetadata> Select(GatewayEndpoint endpoint)
    {
        var required = new List<IRequiredAuthorizerMetadata>();
        foreach (var item in endpoint.Metadata)
        {
            if (item is IDisableAuthorizerMetadata)
            {
                required.Clear();
            }
            else if (item is IRequiredAuthorizerMetadata metadata && !required.Exists(other => IsSame(metadata, other)))
            {
                required.Add(metadata);
            }
        }

        return required;
    }

    /// <summary>The nearest call holds.</summary>
    public static bool RequiresSignature(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<SignatureMetadata>() is { IsRequired: true };

    /// <summary>Whether anything behind the check of the resource policy finds out who calls.</summary>
    public static bool IsCallerKnownLater(GatewayEndpoint endpoint) => RequiresSignature(endpoint) || Select(endpoint).Count > 0;

    private static bool IsSame(IRequiredAuthorizerMetadata one, IRequiredAuthorizerMetadata other) =>
        one.Authorizer == other.Authorizer && one.Scopes.SequenceEqual(other.Scopes, StringComparer.Ordinal);
}
