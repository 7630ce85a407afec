using Gateway.Core.Authorizers;

namespace Gateway.JwtBearer.Tokens;

/// <summary>Why a token is not accepted, in words that repeat nothing of it (RFC 6750 section 3).</summary>
internal sealed class TokenRefusal
{
    public static readonly TokenRefusal TooLong = new("the token is too long");
    public static readonly TokenRefusal Malformed = new("the token is malformed");
    public static readonly TokenRefusal AlgorithmNotAllowed = new("the token's algorithm is not allowed");
    public static readonly TokenRefusal KeyNotNamed = new("the token does not name its key");
    public static readonly TokenRefusal KeyUnknown = new("the token's key is not known");
    public static readonly TokenRefusal SignatureInvalid = new("the token's signature is not valid");
    public static readonly TokenRefusal IssuerInvalid = new("the token does not have a valid issuer");
    public static readonly TokenRefusal AudienceInvalid = new("the token does not have a valid audience");
    public static readonly TokenRefusal ExpiryMissing = new("the token does not say when it expires");
    public static readonly TokenRefusal Expired = new("the token has expired");
    public static readonly TokenRefusal NotYetValid = new("the token is not yet valid");
    public static readonly TokenRefusal IssuedInFuture = new("the token was issued in the future");
    public static readonly TokenRefusal NotIdToken = new("the token is not an ID token");
    public static readonly TokenRefusal NotAccessToken = new("the token is not an access token");
    public static readonly TokenRefusal SubjectMissing = new("the token does not say whom it is about");

    private TokenRefusal(string description) =>
        Result = AuthorizerResult.Unauthorized($"Bearer error=\"invalid_token\", error_description=\"{description}\"");

    public AuthorizerResult Result { get; }
}
