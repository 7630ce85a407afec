using System.ComponentModel.DataAnnotations;

namespace Gateway.JwtBearer;

/// <summary>Whose tokens a JWT authorizer accepts, and how it gets the issuer's keys. Read once, when the app starts.</summary>
public sealed class JwtAuthorizerOptions
{
    /// <summary>Gets or sets who issues the tokens: their <c>iss</c> claim is exactly this text.</summary>
    /// <value>Null by default, which stops the start. An absolute URL without query and fragment.</value>
    public string? Issuer { get; set; }

    /// <summary>Gets or sets where the issuer describes itself (OpenID Connect Discovery 1.0 section 4).</summary>
    /// <value>Null by default: the issuer followed by <c>/.well-known/openid-configuration</c>. Its <c>issuer</c> must be <see cref="Issuer"/>.</value>
    public string? MetadataAddress { get; set; }

    /// <summary>
    /// Gets or sets for whom the tokens are: <c>aud</c> has one of these, or, in a token without <c>aud</c>, <c>client_id</c> is one.
    /// </summary>
    /// <value>Empty by default, which stops the start. 1 to 50 (Amazon API Gateway's rule).</value>
    public IList<string> Audiences { get; set; } = [];

    /// <summary>Gets or sets the signature algorithms that a token may have (RFC 7518 section 3.1).</summary>
    /// <value>
    /// <c>RS256</c>, <c>RS384</c>, <c>RS512</c>, <c>PS256</c>, <c>PS384</c>, <c>PS512</c>, <c>ES256</c>, <c>ES384</c> and <c>ES512</c> by default;
    /// at least one, and no others. Amazon API Gateway accepts only those that begin with <c>RS</c>.
    /// </value>
    public IList<string> AllowedAlgorithms { get; set; } = [.. JwtAuthorizerOptionsValidator.Algorithms];

    /// <summary>Gets or sets the request header that has the token, with or without <c>Bearer</c> before it.</summary>
    /// <value><c>Authorization</c> by default.</value>
    public string HeaderName { get; set; } = "Authorization";

    /// <summary>Gets or sets by how much the issuer's clock may differ when <c>exp</c>, <c>nbf</c> and <c>iat</c> are looked at.</summary>
    /// <value>1 minute by default; 0 to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the claims whose values are roles of <c>HttpContext.User</c>.</summary>
    /// <value><c>roles</c> by default; <c>cognito:groups</c> for a user pool.</value>
    public string RoleClaimType { get; set; } = "roles";

    /// <summary>Gets or sets how many characters a token may have; a longer one is refused before it is looked into.</summary>
    /// <value>16,384 by default; 256 to 65,536.</value>
    [Range(256, 65_536)]
    public int MaxTokenLength { get; set; } = 16_384;

    /// <summary>Gets or sets whether the issuer's metadata and keys are only read over https.</summary>
    /// <value>True by default. False is for development: whoever changes the keys on their way forges tokens.</value>
    public bool RequireHttpsMetadata { get; set; } = true;

    /// <summary>Gets or sets how long the issuer may take for its metadata, and again for its keys.</summary>
    /// <value>1.5 seconds by default (Amazon API Gateway's); 10 milliseconds to 30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:30")]
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Gets or sets how many bytes the issuer's metadata, or its keys, may have.</summary>
    /// <value>150,000 by default (Amazon API Gateway's); 1,000 to 10,000,000.</value>
    [Range(1_000, 10_000_000)]
    public int MaxDocumentSize { get; set; } = 150_000;

    /// <summary>Gets or sets what reads the metadata and the keys, for example through a proxy. Only code can set it.</summary>
    /// <value>Null by default: a handler that follows no redirects. The authorizer does not dispose it.</value>
    public HttpMessageHandler? BackchannelHandler { get; set; }

    /// <summary>Gets or sets after which time the keys are read again; a key that the issuer has removed is refused from then on.</summary>
    /// <value>2 hours by default; 1 minute to 1 day.</value>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Gets or sets for how long the last keys go on to be used while the issuer does not answer; beyond it the answer is 500.</summary>
    /// <value>1 day by default; <see cref="KeyLifetime"/> to 7 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan MaxKeyAge { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Gets or sets how often at most a token that names an unknown key has the keys read again, and an issuer that failed is asked again.
    /// </summary>
    /// <value>30 seconds by default; 1 second to 1 hour. As long as there are no keys at all, once per second.</value>
    /// <remarks>Tokens of a new key are refused with 401 for at most this long after another unknown key was named.</remarks>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the tokens are those of a Cognito user pool, which says what they are for.</summary>
    internal bool IsUserPool { get; set; }

    internal string GetMetadataAddress() => MetadataAddress ?? Issuer!.TrimEnd('/') + "/.well-known/openid-configuration";
}
