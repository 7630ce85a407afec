using System.Collections.ObjectModel;
using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>
/// Who a presented value belongs to, and until when that holds without asking again. A store may leave lists out, whatever the
/// compiler says of them.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="hash">The hash of the presented value.</param>
/// <param name="configured">The version of the keys of code and configuration that it is one of, or null when the app's store has it.</param>
/// <param name="lookedUpAt">The timestamp of the question.</param>
/// <param name="validUntil">The end of the presented value.</param>
/// <param name="epoch">How often the directory had been told to invalidate a key when the store was asked.</param>
internal sealed class KnownApiKey(ApiKey key, ApiKeyHash hash, object? configured, long lookedUpAt, DateTimeOffset? validUntil, int epoch)
    : CallerIdentity(key.Id, key.Name, key.Tags ?? ReadOnlyDictionary<string, string>.Empty, [.. key.Plans ?? []])
{
    // So long ago that it is older than any age that is asked for.
    private const long Forgotten = long.MinValue / 2;

    private readonly long _validUntilTicks = validUntil?.UtcTicks ?? long.MaxValue;
    private readonly long _goodAt = lookedUpAt;
    private long _lookedUpAt = lookedUpAt;
    private volatile bool _isRevoked;

    public ApiKeyHash Hash { get; } = hash;

    public bool IsConfigured => configured is not null;

    public override object Credential => Hash;

    /// <summary>Revokes what is known; every request sees it.</summary>
    public void Forget()
    {
        _isRevoked = true;
        MakeDue();
    }

    /// <summary>
    /// Has it looked up anew before any request relies on it again. Unlike one that is forgotten it is no first sight then: most keys that
    /// are invalidated are good, and must not depend on what others behind the same address have sent.
    /// </summary>
    public void MakeDue() => Volatile.Write(ref _lookedUpAt, Forgotten);

    /// <summary>Whether it may have been revoked since it was looked up; so says any key that was invalidated meanwhile.</summary>
    public bool MayBeRevoked(int now) => epoch != now || Volatile.Read(ref _lookedUpAt) == Forgotten;

    /// <summary>
    /// Whether a request that runs under these configured keys may rely on this: a reload that changes any of them puts another object in
    /// their place, and with it revokes at once what was known of the old ones.
    /// </summary>
    public bool HoldsUnder(InMemoryApiKeyStore keys) => ReferenceEquals(configured, keys.Version) || configured is null;

    public bool IsUsable(long timestamp, long maxAge, TimeProvider timeProvider) =>
        timestamp - Volatile.Read(ref _lookedUpAt) < maxAge && HasNotExpired(timeProvider);

    /// <summary>Whether it was good so recently, also where it is due to be looked up again.</summary>
    public bool WasGood(long timestamp, long maxAge, TimeProvider timeProvider) =>
        !_isRevoked && timestamp - _goodAt < maxAge && HasNotExpired(timeProvider);

    private bool HasNotExpired(TimeProvider timeProvider) =>
        _validUntilTicks == long.MaxValue || timeProvider.GetUtcNow().UtcTicks < _validUntilTicks;
}
