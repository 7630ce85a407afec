using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>What is known of one presented value: who it is and until when that holds without asking again.</summary>
internal sealed class KnownApiKey(CallerIdentity identity, long lookedUpAt, DateTimeOffset? validUntil)
{
    private volatile bool _isForgotten;

    public CallerIdentity Identity { get; } = identity;

    /// <summary>Revokes what is known with one write; every request sees it.</summary>
    public void Forget() => _isForgotten = true;

    public bool IsUsable(long timestamp, long maxAge, TimeProvider timeProvider) =>
        !_isForgotten
        && timestamp - lookedUpAt < maxAge
        && (validUntil is null || timeProvider.GetUtcNow() < validUntil);
}
