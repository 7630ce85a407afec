namespace Gateway.Core.Authorizers;

/// <summary>Describes in code what identifies a caller to an authorizer, and how its answers are remembered.</summary>
public sealed class AuthorizerBuilder
{
    private readonly AuthorizerOptions _options;

    internal AuthorizerBuilder(AuthorizerOptions options) => _options = options;

    /// <summary>Identifies the caller by a request header. Calls add up: all values together are the identity.</summary>
    /// <param name="name">The header, such as <c>Authorization</c>. It must be there exactly once.</param>
    /// <param name="pattern">A regular expression that its value must match before the authorizer is asked; only with a single source.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public AuthorizerBuilder IdentityFromHeader(string name, string? pattern = null)
    {
        _options.IdentityPattern = pattern ?? _options.IdentityPattern;
        return AddSource("method.request.header.", name);
    }

    /// <summary>Identifies the caller by a value of the query string. Proxies and browsers log those.</summary>
    /// <param name="name">The parameter. It must be there exactly once.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public AuthorizerBuilder IdentityFromQuery(string name) => AddSource("method.request.querystring.", name);

    /// <summary>Makes a route value a part of the identity.</summary>
    /// <param name="name">The parameter of the route, such as <c>id</c> in <c>/orders/{id}</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public AuthorizerBuilder IdentityFromRouteValue(string name) => AddSource("method.request.path.", name);

    /// <summary>Makes a variable of the stage a part of the identity.</summary>
    /// <param name="name">The variable.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public AuthorizerBuilder IdentityFromStageVariable(string name) => AddSource("stageVariables.", name);

    /// <summary>Makes a context variable a part of the identity.</summary>
    /// <param name="name">The variable without its prefix, such as <c>identity.sourceIp</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public AuthorizerBuilder IdentityFromContext(string name) => AddSource("context.", name);

    /// <summary>Sets for how long an answer is remembered. Without it 5 minutes.</summary>
    /// <param name="time">0 to 1 hour; 0 asks for every request.</param>
    /// <returns>The same builder.</returns>
    public AuthorizerBuilder CacheFor(TimeSpan time)
    {
        _options.TimeToLive = time;
        return this;
    }

    /// <summary>Has a plain allow or deny count for every endpoint and stage that asks this authorizer, not only for the one it was given for.</summary>
    /// <returns>The same builder.</returns>
    public AuthorizerBuilder AllowEverywhere()
    {
        _options.AllowEverywhere = true;
        return this;
    }

    /// <summary>Sets how long a call may take. Without it 10 seconds.</summary>
    /// <param name="time">1 millisecond to 1 minute.</param>
    /// <returns>The same builder.</returns>
    public AuthorizerBuilder Timeout(TimeSpan time)
    {
        _options.Timeout = time;
        return this;
    }

    /// <summary>
    /// Has the authorizer only say who calls: where the endpoint has a resource policy, that must allow the request too, as at Amazon API
    /// Gateway for the tokens of user pools.
    /// </summary>
    /// <returns>The same builder.</returns>
    public AuthorizerBuilder LeaveDecisionToResourcePolicy()
    {
        _options.LeaveDecisionToResourcePolicy = true;
        return this;
    }

    /// <summary>Checks settings of the authorizer's own, for packages that bring authorizers. What is wrong stops the start.</summary>
    /// <param name="findErrors">Gets the authorizer's path, such as <c>ApiGateway:Authorizers:users</c>, with which each error begins.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="findErrors"/> is null.</exception>
    public AuthorizerBuilder CheckAtStart(Func<string, IEnumerable<string>> findErrors)
    {
        ArgumentNullException.ThrowIfNull(findErrors);
        _options.FindErrors = findErrors;
        return this;
    }

    private AuthorizerBuilder AddSource(string prefix, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _options.IdentitySources.Add(prefix + name);
        return this;
    }
}
