namespace Gateway.Core.Authorizers.Signing;

/// <summary>Who may sign requests, and with what. Unlike an API key it cannot be kept as a hash: the secret is needed to check a signature.</summary>
public sealed class SigningCredential
{
    /// <summary>Gets the public part, which requests name.</summary>
    /// <value>1 to 128 letters, digits and any of <c>_-.</c></value>
    public required string AccessKeyId { get; init; }

    /// <summary>Gets the secret part, which requests are signed with.</summary>
    /// <value>Not empty. Never logged, and sent nowhere.</value>
    public required string SecretAccessKey { get; init; }

    /// <summary>Gets the session token that requests with this credential must carry in <c>X-Amz-Security-Token</c>.</summary>
    /// <value>Null by default, for a long-term credential: a request that carries a token is refused then.</value>
    public string? SessionToken { get; init; }

    /// <summary>Gets who has signed, for handlers, policies and logs.</summary>
    /// <value>Not empty.</value>
    public required string PrincipalId { get; init; }

    /// <summary>Gets the account that the principal belongs to.</summary>
    /// <value>Null by default: none.</value>
    public string? AccountId { get; init; }

    /// <summary>Gets the principal's resource name, such as <c>arn:aws:iam::123456789012:user/alice</c>.</summary>
    /// <value>Null by default: none.</value>
    public string? UserArn { get; init; }

    /// <summary>Gets the time from which the credential no longer works.</summary>
    /// <value>Null by default: it does not expire.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets a value indicating whether the credential works.</summary>
    /// <value>True by default. A disabled one is refused as one that does not exist.</value>
    public bool Enabled { get; init; } = true;
}
