namespace Gateway.Core.Authorizers.Policies;

/// <summary>Writes the statements of a policy. Their order says nothing: one that denies wins over all that allow.</summary>
public sealed class PolicyBuilder
{
    private readonly List<PolicyStatement> _statements = [];

    internal PolicyBuilder()
    {
    }

    /// <summary>Allows the requests to which all of the statement applies.</summary>
    /// <param name="configure">Says which requests; without it every request.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The policy has 100 statements already.</exception>
    public PolicyBuilder Allow(Action<PolicyStatementBuilder>? configure = null) => Add(PolicyEffect.Allow, configure);

    /// <summary>Denies the requests to which all of the statement applies, whatever allows them.</summary>
    /// <param name="configure">Says which requests; without it every request.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">The policy has 100 statements already.</exception>
    public PolicyBuilder Deny(Action<PolicyStatementBuilder>? configure = null) => Add(PolicyEffect.Deny, configure);

    internal PolicyDocument Build() => new(_statements);

    private PolicyBuilder Add(PolicyEffect effect, Action<PolicyStatementBuilder>? configure)
    {
        if (_statements.Count == PolicyLimits.Statements)
        {
            throw new InvalidOperationException($"A policy has at most {PolicyLimits.Statements} statements.");
        }

        var statement = new PolicyStatementBuilder(effect);
        configure?.Invoke(statement);
        _statements.Add(statement.Build());
        return this;
    }
}
