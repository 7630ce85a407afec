namespace Gateway.JwtBearer.Tokens;

/// <summary>What the claims of an accepted token must say, in the order in which Amazon API Gateway looks at them.</summary>
internal sealed class TokenRules(JwtAuthorizerOptions options, TimeProvider timeProvider)
{
    /// <summary>Null when the token is accepted, whatever its scopes.</summary>
    public TokenRefusal? FindRefusal(TokenClaims claims, bool asksForScopes)
    {
        if (claims.GetText("iss") != options.Issuer)
        {
            return TokenRefusal.IssuerInvalid;
        }

        return (options.IsUserPool ? FindRefusalOfUse(claims, asksForScopes) : CheckAudience(claims.Has("aud") ? "aud" : "client_id", claims))
            ?? FindRefusalInTime(claims);
    }

    /// <summary>Whether the token has one of these scopes, or none is asked for.</summary>
    public static bool HasScope(TokenClaims claims, IReadOnlyList<string> scopes) =>
        scopes.Count == 0 || GetScopes(claims).Any(scope => scopes.Contains(scope, StringComparer.Ordinal));

    /// <summary>
    /// For how long the token is certain to be valid. The skew is left out: what is remembered ends when the token itself says so.
    /// </summary>
    public TimeSpan GetRemainingTime(TokenClaims claims, TimeSpan max) =>
        TimeSpan.FromSeconds(Math.Clamp(claims.GetTime("exp")!.Value - GetNow(), 0, max.TotalSeconds));

    /// <summary>The use decides which claim names the client: an ID token is for it, an access token is from it.</summary>
    private TokenRefusal? FindRefusalOfUse(TokenClaims claims, bool asksForScopes) => (asksForScopes, claims.GetText("token_use")) switch
    {
        (true, "access") => CheckAudience("client_id", claims),
        (false, "id") => CheckAudience("aud", claims),
        (true, _) => TokenRefusal.NotAccessToken,
        (false, _) => TokenRefusal.NotIdToken,
    };

    private TokenRefusal? CheckAudience(string claim, TokenClaims claims) =>
        claims.GetTexts(claim).Any(audience => options.Audiences.Contains(audience, StringComparer.Ordinal)) ? null : TokenRefusal.AudienceInvalid;

    private TokenRefusal? FindRefusalInTime(TokenClaims claims)
    {
        var now = GetNow();
        var skew = options.ClockSkew.TotalSeconds;
        if (claims.GetTime("exp") is not { } expiry)
        {
            return TokenRefusal.ExpiryMissing;
        }

        return now >= expiry + skew ? TokenRefusal.Expired
            : IsAfter("nbf", claims, now + skew) ? TokenRefusal.NotYetValid
            : IsAfter("iat", claims, now + skew) ? TokenRefusal.IssuedInFuture
            : null;
    }

    /// <summary>A time that cannot be read has not come.</summary>
    private static bool IsAfter(string claim, TokenClaims claims, double time) => claims.Has(claim) && !(claims.GetTime(claim) <= time);

    private static IEnumerable<string> GetScopes(TokenClaims claims) =>
        claims.GetTexts("scope").Concat(claims.GetTexts("scp")).SelectMany(scopes => scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private double GetNow() => timeProvider.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
}
