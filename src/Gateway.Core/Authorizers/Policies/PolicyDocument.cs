namespace Gateway.Core.Authorizers.Policies;

/// <summary>
/// Statements that allow or deny requests, as in Amazon API Gateway's policies: what no statement allows is not allowed, and one that denies
/// wins over all that allow. Immutable.
/// </summary>
/// <remarks>
/// Routing ignores the case of a path and one slash at its end. A Deny covers every spelling that routing takes for the same; an Allow covers
/// the one it has.
/// </remarks>
public sealed class PolicyDocument
{
    private readonly PolicyStatement[] _denies;
    private readonly PolicyStatement[] _allows;

    internal PolicyDocument(IEnumerable<PolicyStatement> statements, int length = 0)
    {
        var all = statements.ToLookup(statement => statement.Effect);
        _denies = [.. all[PolicyEffect.Deny]];
        _allows = [.. all[PolicyEffect.Allow]];
        Length = length;
        Size = PolicySize.Object + Statements.Sum(statement => statement.Size);
    }

    /// <summary>How many characters it was read from; 0 when it was written in code.</summary>
    internal int Length { get; }

    /// <summary>Bytes in memory, about; most of them are the automata of its patterns.</summary>
    internal long Size { get; }

    internal IEnumerable<PolicyStatement> Statements => _denies.Concat(_allows);

    /// <summary>Reads a document in the reference's JSON form, a resource policy or what an authorizer there returns.</summary>
    /// <param name="json">The document, at most 65,536 characters; a resource policy at most 8,192.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">
    /// It is not JSON, or not a policy document: an element, operator or condition key is unknown, or a value is wrong. The message says where,
    /// and what would be right.
    /// </exception>
    public static PolicyDocument Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return PolicyDocumentReader.Read(json);
    }

    /// <summary>Writes a document in code.</summary>
    /// <param name="configure">Adds statements.</param>
    /// <returns>The document.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public static PolicyDocument Create(Action<PolicyBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new PolicyBuilder();
        configure(builder);
        return builder.Build();
    }

    internal PolicyEffect Evaluate(in PolicyRequest request) =>
        MatchesAny(_denies, request, isCallerKnown: true) ? PolicyEffect.Deny
        : MatchesAny(_allows, request, isCallerKnown: true) ? PolicyEffect.Allow
        : PolicyEffect.Neither;

    /// <summary>
    /// Whether it denies the request whoever the caller will prove to be. A statement that asks for the caller is passed over: "deny all but
    /// this account" would refuse everybody before anybody is known.
    /// </summary>
    internal bool DeniesEveryCaller(in PolicyRequest request) => MatchesAny(_denies, request, isCallerKnown: false);

    private static bool MatchesAny(PolicyStatement[] statements, in PolicyRequest request, bool isCallerKnown)
    {
        foreach (var statement in statements)
        {
            if ((isCallerKnown || !statement.DependsOnCaller) && statement.Matches(request))
            {
                return true;
            }
        }

        return false;
    }
}
