namespace Gateway.JwtBearer;

/// <summary>Describes in code whose tokens a JWT authorizer accepts.</summary>
public sealed class JwtAuthorizerBuilder
{
    private readonly JwtAuthorizerOptions _options;

    internal JwtAuthorizerBuilder(JwtAuthorizerOptions options) => _options = options;

    /// <summary>How long the caller wants answers to be remembered; null for the gateway's own default.</summary>
    internal TimeSpan? TimeToLive { get; private set; }

    /// <summary>Sets who issues the tokens. Its metadata and keys are found from there.</summary>
    /// <param name="issuer">An absolute URL, exactly as the tokens have it as <c>iss</c>.</param>
    /// <returns>The same builder.</returns>
    public JwtAuthorizerBuilder Issuer(string issuer)
    {
        _options.Issuer = issuer;
        return this;
    }

    /// <summary>Sets for whom the tokens are. Calls add up: one of all audiences is enough.</summary>
    /// <param name="audiences">At most 50 in all.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="audiences"/> is null.</exception>
    public JwtAuthorizerBuilder Audiences(params string[] audiences)
    {
        ArgumentNullException.ThrowIfNull(audiences);
        _options.Audiences = [.. _options.Audiences, .. audiences];
        return this;
    }

    /// <summary>Sets for how long the answer about a token is remembered, at most until the token expires. Without it 5 minutes.</summary>
    /// <param name="time">0 to 1 hour; 0 verifies the signature for every request.</param>
    /// <returns>The same builder.</returns>
    public JwtAuthorizerBuilder CacheFor(TimeSpan time)
    {
        TimeToLive = time;
        return this;
    }

    /// <summary>Sets any other option.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public JwtAuthorizerBuilder Configure(Action<JwtAuthorizerOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_options);
        return this;
    }
}
