using Gateway.Core.Authorizers;
using Gateway.JwtBearer.Keys;
using Gateway.JwtBearer.Tokens;

namespace Gateway.JwtBearer;

/// <summary>Accepts the tokens of one issuer. What it says of a token depends on nothing but the token, the scopes and the time.</summary>
internal sealed class JwtAuthorizer(JwtAuthorizerOptions options, IssuerKeys keys, TimeProvider timeProvider) : IGatewayAuthorizer
{
    // The longest that the gateway remembers anything.
    private static readonly TimeSpan MaxTimeToLive = TimeSpan.FromHours(1);

    private readonly TokenSignature _signature = new(options, keys);
    private readonly TokenRules _rules = new(options, timeProvider);

    public async ValueTask<AuthorizerResult> AuthorizeAsync(AuthorizerRequest request, CancellationToken cancellationToken)
    {
        var token = TokenHeader.GetToken(request.Token);
        if (token.Length > options.MaxTokenLength)
        {
            return TokenRefusal.TooLong.Result;
        }

        if (TokenHeader.TryRead(token) is not { } header)
        {
            return TokenRefusal.Malformed.Result;
        }

        if (await _signature.FindRefusalAsync(token, header, cancellationToken) is { } refusal)
        {
            return refusal.Result;
        }

        return TokenClaims.TryRead(header.Payload.Span) is { } claims
            ? Decide(token, claims, request.Scopes)
            : TokenRefusal.Malformed.Result;
    }

    private AuthorizerResult Decide(string token, TokenClaims claims, IReadOnlyList<string> scopes)
    {
        if (_rules.FindRefusal(claims, scopes.Count > 0) is { } refusal)
        {
            return refusal.Result;
        }

        var nameClaim = claims.GetText("sub") is null ? "client_id" : "sub";
        if (claims.GetText(nameClaim) is not { } principal)
        {
            return TokenRefusal.SubjectMissing.Result;
        }

        var time = _rules.GetRemainingTime(claims, MaxTimeToLive);
        if (!TokenRules.HasScope(claims, scopes))
        {
            // REST APIs of the reference answer 401 for a user pool; its HTTP APIs, and RFC 6750 section 3.1, answer 403.
            return options.IsUserPool
                ? AuthorizerResult.Unauthorized(ScopeChallenge.Create(scopes))
                : AuthorizerResult.Deny(ScopeChallenge.Create(scopes)).WithTimeToLive(time);
        }

        return AuthorizerResult.Allow(principal)
            .WithIdentity(_signature.CreateIdentity(token, nameClaim))
            .WithContext(claims.Texts)
            .WithTimeToLive(time);
    }
}
