using Microsoft.AspNetCore.Authentication;

namespace Gateway.Core.ApiKeys.Authentication;

/// <summary>
/// Options of the authentication scheme over API keys: those that every scheme has. Where a key is read from and how it is looked up is
/// the gateway's own, <see cref="ApiKeysOptions"/>, and the same for usage plans and for all schemes.
/// </summary>
public sealed class ApiKeyAuthenticationOptions : AuthenticationSchemeOptions
{
    /// <summary>The scheme's name where the app gives it no other.</summary>
    public const string DefaultScheme = "ApiKey";
}
