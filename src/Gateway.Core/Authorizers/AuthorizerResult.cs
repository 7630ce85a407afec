using System.Collections.ObjectModel;
using System.Security.Claims;
using Gateway.Core.Authorizers.Policies;

namespace Gateway.Core.Authorizers;

/// <summary>What an authorizer says of an identity. Immutable: every <c>With…</c> makes another.</summary>
/// <remarks>
/// A policy is remembered for the identity and evaluated anew for every endpoint and stage. A plain allow or deny is remembered only for
/// the endpoint and stage that it was given for, unless the authorizer was added with <c>AllowEverywhere</c>.
/// </remarks>
public sealed class AuthorizerResult
{
    private static readonly TimeSpan MaxTimeToLive = TimeSpan.FromHours(1);

    private AuthorizerResult(AuthorizerVerdictKind kind, string? principalId = null, PolicyDocument? policy = null)
    {
        Kind = kind;
        PrincipalId = principalId;
        Policy = policy;
    }

    private AuthorizerResult(AuthorizerResult other)
        : this(other.Kind, other.PrincipalId, other.Policy)
    {
        Context = other.Context;
        Identity = other.Identity;
        UsageIdentifier = other.UsageIdentifier;
        TimeToLive = other.TimeToLive;
        Challenge = other.Challenge;
    }

    /// <summary>Gets who it is.</summary>
    /// <value>Null where nobody was recognised.</value>
    public string? PrincipalId { get; }

    /// <summary>Gets the policy that decides for every endpoint and stage.</summary>
    /// <value>Null for a plain answer.</value>
    public PolicyDocument? Policy { get; }

    /// <summary>Gets the values for handlers, templates and logs.</summary>
    public IReadOnlyDictionary<string, object> Context { get; private init; } = ReadOnlyDictionary<string, object>.Empty;

    /// <summary>Gets the API key value that stands for the caller, in place of what it presents.</summary>
    /// <value>Null when the key comes from the request.</value>
    public string? UsageIdentifier { get; private init; }

    /// <summary>Gets how long the answer may be remembered.</summary>
    /// <value>Null for as long as the authorizer's own setting says.</value>
    public TimeSpan? TimeToLive { get; private init; }

    internal AuthorizerVerdictKind Kind { get; }

    internal ClaimsIdentity? Identity { get; private init; }

    internal string? Challenge { get; private init; }

    /// <summary>Lets the caller use the endpoint that it asks for.</summary>
    /// <param name="principalId">Who it is.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="principalId"/> is null or empty.</exception>
    public static AuthorizerResult Allow(string principalId)
    {
        ArgumentException.ThrowIfNullOrEmpty(principalId);
        return new AuthorizerResult(AuthorizerVerdictKind.Allow, principalId);
    }

    /// <summary>Refuses the caller with 403. Counts as an explicit deny: no resource policy can allow it again.</summary>
    /// <param name="challenge">
    /// The <c>WWW-Authenticate</c> header (RFC 9110 section 11.6.1) that says what would be enough, such as
    /// <c>Bearer error="insufficient_scope", scope="orders.read"</c>; null for none.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="challenge"/> has other than printable ASCII characters.</exception>
    public static AuthorizerResult Deny(string? challenge = null)
    {
        CheckChallenge(challenge);
        return new AuthorizerResult(AuthorizerVerdictKind.Deny) { Challenge = challenge };
    }

    /// <summary>Refuses a caller that could not be recognised, with 401. Never remembered.</summary>
    /// <param name="challenge">
    /// The <c>WWW-Authenticate</c> header (RFC 9110 section 11.6.1), such as <c>Bearer error="invalid_token"</c>; null for <c>Bearer</c>.
    /// </param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="challenge"/> has other than printable ASCII characters.</exception>
    public static AuthorizerResult Unauthorized(string? challenge = null)
    {
        CheckChallenge(challenge);
        return new AuthorizerResult(AuthorizerVerdictKind.Unauthorized) { Challenge = challenge };
    }

    /// <summary>Lets a policy decide what the caller may use.</summary>
    /// <param name="principalId">Who it is.</param>
    /// <param name="policy">What it may use. What no statement allows is refused.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="principalId"/> is null or empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="policy"/> is null.</exception>
    public static AuthorizerResult FromPolicy(string principalId, PolicyDocument policy)
    {
        ArgumentException.ThrowIfNullOrEmpty(principalId);
        ArgumentNullException.ThrowIfNull(policy);
        return new AuthorizerResult(AuthorizerVerdictKind.Policy, principalId, policy);
    }

    /// <summary>Adds a value for handlers, templates and logs.</summary>
    /// <param name="name">Its name, at most 256 characters.</param>
    /// <param name="value">The value.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or too long.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    public AuthorizerResult WithContext(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return WithContextValue(name, value);
    }

    /// <summary>Adds a number for handlers, templates and logs.</summary>
    /// <param name="name">Its name, at most 256 characters.</param>
    /// <param name="value">The value.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or too long.</exception>
    public AuthorizerResult WithContext(string name, long value) => WithContextValue(name, value);

    /// <summary>Adds a number for handlers, templates and logs.</summary>
    /// <param name="name">Its name, at most 256 characters.</param>
    /// <param name="value">The value.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or too long.</exception>
    public AuthorizerResult WithContext(string name, double value) => WithContextValue(name, value);

    /// <summary>Adds a truth value for handlers, templates and logs.</summary>
    /// <param name="name">Its name, at most 256 characters.</param>
    /// <param name="value">The value.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null, empty or too long.</exception>
    public AuthorizerResult WithContext(string name, bool value) => WithContextValue(name, value);

    /// <summary>Adds several texts at once for handlers, templates and logs; of two with one name the later one.</summary>
    /// <param name="values">Each by its name, at most 256 characters.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentException">A name is null, empty or too long.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> or a value is null.</exception>
    public AuthorizerResult WithContext(IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return WithContextValues(values.Select(value => KeyValuePair.Create(value.Key, (object)value.Value)));
    }

    /// <summary>Says which API key the caller uses, by the key's value; the endpoint then reads none from the request.</summary>
    /// <param name="apiKey">The key's value, which is looked up as if the client had presented it.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentException"><paramref name="apiKey"/> is null or empty.</exception>
    public AuthorizerResult WithUsageIdentifier(string apiKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(apiKey);
        return new AuthorizerResult(this) { UsageIdentifier = apiKey };
    }

    /// <summary>Gives <c>HttpContext.User</c> the claims and roles of this identity.</summary>
    /// <param name="identity">Copied for every request that reads it. Do not change it any more.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="identity"/> is null.</exception>
    public AuthorizerResult WithIdentity(ClaimsIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new AuthorizerResult(this) { Identity = identity };
    }

    /// <summary>Has the answer remembered for another time than the authorizer's own, for example until a token expires.</summary>
    /// <param name="time">0 to 1 hour; 0 has it not remembered. Longer than the authorizer's own time has no effect.</param>
    /// <returns>Another result.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is out of its range.</exception>
    public AuthorizerResult WithTimeToLive(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, MaxTimeToLive);
        return new AuthorizerResult(this) { TimeToLive = time };
    }

    private AuthorizerResult WithContextValue(string name, object value) => WithContextValues([KeyValuePair.Create(name, value)]);

    private AuthorizerResult WithContextValues(IEnumerable<KeyValuePair<string, object>> values)
    {
        var context = new Dictionary<string, object>(Context, StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            ArgumentNullException.ThrowIfNull(value);
            context[name] = name.Length <= 256
                ? value
                : throw new ArgumentException($"The name of a context value has {name.Length} characters; at most 256 are allowed.", nameof(values));
        }

        return new AuthorizerResult(this) { Context = context.AsReadOnly() };
    }

    private static void CheckChallenge(string? challenge)
    {
        if (challenge.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("A challenge is a header: printable ASCII characters only.", nameof(challenge));
        }
    }
}
