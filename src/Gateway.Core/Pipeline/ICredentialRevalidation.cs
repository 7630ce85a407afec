namespace Gateway.Core.Pipeline;

/// <summary>Asked by what outlives a request's admission: is the credential behind an identity still good?</summary>
internal interface ICredentialRevalidation
{
    /// <summary>How long an answer holds.</summary>
    TimeSpan RevalidateAfter { get; }

    /// <summary>How many answers may be waited for at once.</summary>
    int MaxConcurrency { get; }

    /// <summary>Whether something has happened since the identity was proved that may have revoked its credential; answered at once.</summary>
    bool MayBeRevoked(CallerIdentity identity);

    /// <summary>False only when it is known to be revoked; a store that does not answer revokes nothing.</summary>
    ValueTask<bool> IsStillValidAsync(CallerIdentity identity, CancellationToken cancellationToken);
}
