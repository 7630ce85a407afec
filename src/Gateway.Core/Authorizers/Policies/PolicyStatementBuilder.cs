using System.Globalization;
using System.Runtime.CompilerServices;
using Gateway.Core.Authorizers.Policies.Conditions;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>
/// Says to which requests a statement applies: to those that fit everything said here, and one of the values where several are given. In
/// texts <c>*</c> stands for any run of characters and <c>?</c> for one.
/// </summary>
public sealed class PolicyStatementBuilder
{
    private readonly PolicyEffect _effect;
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly List<PolicyNode> _others = [];

    internal PolicyStatementBuilder(PolicyEffect effect) => _effect = effect;

    /// <summary>Adds HTTP methods.</summary>
    /// <param name="methods">Such as <c>GET</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, one is empty, too long, or has a slash.</exception>
    public PolicyStatementBuilder Methods(params string[] methods) => Add(methods, method => !method.Contains('/', StringComparison.Ordinal));

    /// <summary>Adds paths: the request's own, as routing matches it, not the route's template.</summary>
    /// <param name="paths">Such as <c>orders/*</c>, with or without a leading slash; <c>*</c> reaches over slashes.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, or one is too long.</exception>
    public PolicyStatementBuilder Paths(params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return Add([.. paths.Select(path => path is ['/', ..] ? path[1..] : path)], _ => true, mayBeEmpty: true);
    }

    /// <summary>Adds stages.</summary>
    /// <param name="stages">Such as <c>prod</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, one is empty or too long.</exception>
    public PolicyStatementBuilder Stages(params string[] stages) => Add(stages, _ => true);

    /// <summary>Adds addresses and networks that the connection may come from.</summary>
    /// <param name="ranges">
    /// Such as <c>10.0.0.0/8</c> or <c>2001:db8::/32</c>. The address is that of the connection, never one of <c>X-Forwarded-For</c>.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, or one is neither an address nor a network.</exception>
    public PolicyStatementBuilder Addresses(params string[] ranges) => Add(ranges, IsRange);

    /// <summary>Adds addresses and networks that the connection must not come from; the statement applies to all others.</summary>
    /// <param name="ranges">As for <see cref="Addresses"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, or one is neither an address nor a network.</exception>
    public PolicyStatementBuilder ExceptAddresses(params string[] ranges) => Add(ranges, IsRange);

    /// <summary>Adds principals: who an authorizer says is calling.</summary>
    /// <param name="principals">Ids or ARNs; compared exactly.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, one is empty or too long.</exception>
    public PolicyStatementBuilder Principals(params string[] principals) => Add(principals, _ => true);

    /// <summary>Adds accounts, any principal of which is meant.</summary>
    /// <param name="accounts">Account ids; compared exactly.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, one is empty or too long.</exception>
    public PolicyStatementBuilder Accounts(params string[] accounts) => Add(accounts, _ => true);

    /// <summary>Adds values of <c>User-Agent</c>. A client writes what it likes there: it is no proof of anything.</summary>
    /// <param name="patterns">Such as <c>curl/*</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, or one is too long.</exception>
    public PolicyStatementBuilder UserAgents(params string[] patterns) => Add(patterns, _ => true, mayBeEmpty: true);

    /// <summary>Adds values of <c>Referer</c>. A client writes what it likes there: it is no proof of anything.</summary>
    /// <param name="patterns">Such as <c>https://example.com/*</c>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">There is none, or one is too long.</exception>
    public PolicyStatementBuilder Referers(params string[] patterns) => Add(patterns, _ => true, mayBeEmpty: true);

    /// <summary>Asks for a header with one of these values. Where it comes several times, one that fits suffices.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="patterns">Its values; <c>*</c> for any, as long as the header is there.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is not the name of a header; or there is no pattern, or one is too long.
    /// </exception>
    public PolicyStatementBuilder Header(string name, params string[] patterns)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!PolicyKey.IsToken(name))
        {
            throw new ArgumentException($"'{name}' is not the name of a header.", nameof(name));
        }

        Check(patterns, _ => true, mayBeEmpty: true, nameof(Header));
        _others.Add(Compile("StringLike", PolicyKey.OfHeader(name), patterns));
        return this;
    }

    /// <summary>The statement applies from a time on.</summary>
    /// <param name="time">The first moment.</param>
    /// <returns>The same builder.</returns>
    public PolicyStatementBuilder From(DateTimeOffset time) => AddTime("DateGreaterThanEquals", time);

    /// <summary>The statement applies until a time.</summary>
    /// <param name="time">The first moment to which it does not apply.</param>
    /// <returns>The same builder.</returns>
    public PolicyStatementBuilder Until(DateTimeOffset time) => AddTime("DateLessThan", time);

    internal PolicyStatement Build()
    {
        var nodes = new List<PolicyNode>(_others);
        var isLoose = _effect == PolicyEffect.Deny;
        AddNode(nodes, nameof(Stages), stages => new RoutePartNode(RoutePart.Stage, stages, isLoose));
        AddNode(nodes, nameof(Methods), methods => new RoutePartNode(RoutePart.Method, methods, isLoose));
        AddNode(nodes, nameof(Paths), paths => new RoutePartNode(RoutePart.Path, paths, isLoose));
        AddNode(nodes, nameof(Addresses), ranges => Compile("IpAddress", PolicyKey.SourceIp, ranges));
        AddNode(nodes, nameof(ExceptAddresses), ranges => Compile("NotIpAddress", PolicyKey.SourceIp, ranges));
        AddNode(nodes, nameof(UserAgents), patterns => Compile("StringLike", PolicyKey.UserAgent, patterns));
        AddNode(nodes, nameof(Referers), patterns => Compile("StringLike", PolicyKey.Referer, patterns));
        if (_values.ContainsKey(nameof(Principals)) || _values.ContainsKey(nameof(Accounts)))
        {
            nodes.Add(new PrincipalNode(Get(nameof(Principals)), Get(nameof(Accounts)), isNegated: false));
        }

        return new PolicyStatement(_effect, [.. nodes]);
    }

    private static bool IsRange(string text) => AddressRange.TryParse(text, out _);

    // What stands here has been checked when it was added.
    private static PolicyNode Compile(string name, PolicyKey key, IReadOnlyList<string> values) =>
        ConditionCompiler.Compile(PolicyOperator.Find(name, out _)!, isOptional: false, key, values, static (_, _) => { });

    private static void Check(string[] values, Predicate<string> isRight, bool mayBeEmpty, string kind)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length is 0 or > PolicyLimits.Values)
        {
            throw new ArgumentException($"{kind}: {values.Length} values are given; 1 to {PolicyLimits.Values} are allowed.", nameof(values));
        }

        foreach (var value in values)
        {
            if (value is null || value.Length > ResourcePattern.MaxLength || (value.Length == 0 && !mayBeEmpty) || !isRight(value))
            {
                throw new ArgumentException($"{kind}: '{value}' is not allowed.", nameof(values));
            }
        }
    }

    private string[] Get(string kind) => _values.TryGetValue(kind, out var values) ? [.. values] : [];

    private void AddNode(List<PolicyNode> nodes, string kind, Func<IReadOnlyList<string>, PolicyNode> create)
    {
        if (_values.TryGetValue(kind, out var values))
        {
            nodes.Add(create(values));
        }
    }

    private PolicyStatementBuilder Add(string[] values, Predicate<string> isRight, bool mayBeEmpty = false, [CallerMemberName] string kind = "")
    {
        Check([.. Get(kind), .. values ?? throw new ArgumentNullException(nameof(values))], isRight, mayBeEmpty, kind);
        if (!_values.TryGetValue(kind, out var all))
        {
            _values.Add(kind, all = []);
        }

        all.AddRange(values);
        return this;
    }

    private PolicyStatementBuilder AddTime(string name, DateTimeOffset time)
    {
        _others.Add(Compile(name, PolicyKey.CurrentTime, [time.ToString("O", CultureInfo.InvariantCulture)]));
        return this;
    }
}
