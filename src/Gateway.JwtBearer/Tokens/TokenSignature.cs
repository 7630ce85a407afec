using System.Security.Claims;
using Gateway.JwtBearer.Keys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.JwtBearer.Tokens;

/// <summary>Says whether a token was signed by the issuer, with a key that it publishes today.</summary>
internal sealed class TokenSignature(JwtAuthorizerOptions options, IssuerKeys keys)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Looks for the key and checks the signature. Throws when the issuer's keys cannot be read.</summary>
    public async ValueTask<TokenRefusal?> FindRefusalAsync(string token, TokenHeader header, CancellationToken cancellationToken)
    {
        // Before any key is looked for: with a shared-key algorithm the public key would be the secret.
        if (header.HasCritical || header.Algorithm is null || !options.AllowedAlgorithms.Contains(header.Algorithm, StringComparer.Ordinal))
        {
            return TokenRefusal.AlgorithmNotAllowed;
        }

        if (string.IsNullOrEmpty(header.KeyId))
        {
            return TokenRefusal.KeyNotNamed;
        }

        var candidates = await keys.FindAsync(header.KeyId, cancellationToken);
        if (candidates.Length == 0)
        {
            return TokenRefusal.KeyUnknown;
        }

        var result = await _handler.ValidateTokenAsync(token, CreateParameters(candidates));
        return result.IsValid ? null
            : result.Exception is SecurityTokenInvalidSignatureException ? TokenRefusal.SignatureInvalid
            : TokenRefusal.Malformed;
    }

    /// <summary>The claims as ASP.NET Core's JWT bearer scheme has them, under the names that the issuer gave.</summary>
    public ClaimsIdentity CreateIdentity(string token, string nameClaimType) => new(
        _handler.ReadJsonWebToken(token).Claims, JwtBearerDefaults.AuthenticationScheme, nameClaimType, options.RoleClaimType);

    /// <summary>The signature alone: what the claims must say is looked at in the reference's order, on the app's clock.</summary>
    private TokenValidationParameters CreateParameters(SecurityKey[] candidates) => new()
    {
        RequireSignedTokens = true,
        ValidAlgorithms = options.AllowedAlgorithms,
        IssuerSigningKeyResolver = (_, _, _, _) => candidates,
        ValidateIssuer = false,
        ValidateAudience = false,
        ValidateLifetime = false,
        RequireExpirationTime = false,
    };
}
