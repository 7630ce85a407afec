using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>From a presented value to its caller: known values at once, others by hash from memory, then from the app's store.</summary>
internal sealed partial class ApiKeyDirectory(
    ApiKeysOptions options,
    ApiKeyStoreClient? store,
    TimeProvider timeProvider,
    ILogger<ApiKeyDirectory> logger)
{
    private readonly long _revalidateAfter = ToTicks(options.RevalidateAfter, timeProvider);
    private readonly long _knownLifetime = ToTicks(options.KnownKeyLifetime, timeProvider);

    // Only values of good keys get in, so nobody can aim many at one bucket.
    private readonly GenerationCache<string, KnownApiKey> _known =
        new(options.MaxKnownKeys, ToTicks(options.KnownKeyLifetime, timeProvider), StringComparer.Ordinal);

    private readonly GenerationCache<ApiKeyHash, RefusedApiKey> _refused =
        new(options.MaxUnknownKeys, ToTicks(options.UnknownKeyLifetime, timeProvider), EqualityComparer<ApiKeyHash>.Default);

    private readonly long _unknownLifetime = ToTicks(options.UnknownKeyLifetime, timeProvider);
    private int _epoch;

    public bool TryGetKnown(
        string value,
        InMemoryApiKeyStore configured,
        long timestamp,
        [NotNullWhen(true)] out CallerIdentity? identity)
    {
        if (_known.TryGet(value, timestamp, out var known)
            && known.HoldsUnder(configured)
            && known.IsUsable(timestamp, _revalidateAfter, timeProvider))
        {
            identity = known;
            return true;
        }

        identity = null;
        return false;
    }

    /// <summary>
    /// Whether nothing good is known of the value, and nobody is asking about it; a known one that is due to be looked up again is no first
    /// sight.
    /// </summary>
    public bool IsFirstSight(string value, ApiKeyHash hash, long timestamp) =>
        !(_known.TryGet(value, timestamp, out var known) && known.WasGood(timestamp, _knownLifetime, timeProvider))
        && store?.IsAsking(hash) != true;

    /// <summary>Whether the value is that of a good key of code or configuration.</summary>
    public bool TryGetConfigured(
        string value,
        ApiKeyHash hash,
        InMemoryApiKeyStore configured,
        long timestamp,
        [NotNullWhen(true)] out CallerIdentity? identity)
    {
        identity = configured.Find(hash) is { } key ? AcceptConfigured(value, hash, key, configured, timestamp).Identity : null;
        return identity is not null;
    }

    /// <summary>For a value not seen yet, or not for a while. Completes at once unless the app's store has to be asked.</summary>
    public ValueTask<ApiKeyLookup> LookUpAsync(
        string value,
        ApiKeyHash hash,
        InMemoryApiKeyStore configured,
        long timestamp,
        CancellationToken cancellationToken)
    {
        if (!ApiKeyFormat.IsWellFormed(value))
        {
            return new(ApiKeyLookup.Failed(ApiKeyFailure.Malformed));
        }

        if (configured.Find(hash) is { } key)
        {
            return new(AcceptConfigured(value, hash, key, configured, timestamp));
        }

        if (store is null)
        {
            TryGetOfStore(value, timestamp, out _);
            return new(ApiKeyLookup.Failed(ApiKeyFailure.Unknown));
        }

        return TryGetRefused(hash, timestamp, out var failure)
            ? new(ApiKeyLookup.Failed(failure))
            : AskStoreAsync(value, hash, timestamp, cancellationToken);
    }

    /// <summary>Has the key asked for anew, also by those that look it up right now.</summary>
    public void Invalidate(string keyId)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        // First no new request joins a look-up that began before, then none of those is remembered.
        store?.AskAnew();
        Interlocked.Increment(ref _epoch);
        foreach (var (_, known) in _known.Entries)
        {
            if (known.Id == keyId)
            {
                known.MakeDue();
            }
        }
    }

    /// <summary>
    /// Drops the values of configured keys that do not belong to these. No request relies on them any more; this only keeps the values of
    /// revoked keys from staying in memory.
    /// </summary>
    public void ForgetOtherThan(InMemoryApiKeyStore configured)
    {
        foreach (var (value, known) in _known.Entries)
        {
            if (!known.HoldsUnder(configured))
            {
                known.Forget();
                _known.Remove(value);
            }
        }
    }

    private static long ToTicks(TimeSpan time, TimeProvider timeProvider) => (long)(time.TotalSeconds * timeProvider.TimestampFrequency);

    private ValueTask<ApiKeyLookup> AskStoreAsync(string value, ApiKeyHash hash, long timestamp, CancellationToken cancellationToken)
    {
        var epoch = Volatile.Read(ref _epoch);
        var isKnown = TryGetOfStore(value, timestamp, out var known) && known.WasGood(timestamp, _knownLifetime, timeProvider);
        return new(store!.FindAsync(hash, isKnown, answer => Conclude(value, hash, answer, epoch), cancellationToken));
    }

    private ApiKeyLookup Conclude(string value, ApiKeyHash hash, ApiKeyStoreClient.Answer answer, int epoch)
    {
        if (!answer.IsAvailable)
        {
            return GoOnWithoutStore(value);
        }

        var lookup = answer.Key is { } key ? Accept(value, hash, key, configured: null, epoch, answer.AskedAt) : ApiKeyLookup.Failed(ApiKeyFailure.Unknown);
        if (lookup.Identity is null)
        {
            Refuse(value, hash, lookup.Failure, epoch, answer.AskedAt);
        }

        return lookup;
    }

    private ApiKeyLookup GoOnWithoutStore(string value)
    {
        var now = timeProvider.GetTimestamp();
        if (!TryGetOfStore(value, now, out var known))
        {
            return ApiKeyLookup.StoreUnavailable;
        }

        if (known.IsUsable(now, _knownLifetime, timeProvider))
        {
            return ApiKeyLookup.Found(known);
        }

        if (!known.WasGood(now, _knownLifetime, timeProvider))
        {
            _known.Remove(value);
        }

        return ApiKeyLookup.StoreUnavailable;
    }

    /// <summary>What the app's store said of the value. A key that was configured once and is so no longer is dropped instead: it must not go on to
    /// work while the store is down.</summary>
    private bool TryGetOfStore(string value, long timestamp, [NotNullWhen(true)] out KnownApiKey? known)
    {
        if (_known.TryGet(value, timestamp, out known) && known.IsConfigured)
        {
            _known.Remove(value);
            known = null;
        }

        return known is not null;
    }

    private ApiKeyLookup AcceptConfigured(string value, ApiKeyHash hash, ApiKey key, InMemoryApiKeyStore configured, long timestamp)
    {
        var lookup = Accept(value, hash, key, configured, Volatile.Read(ref _epoch), timestamp);
        if (lookup.Identity is null)
        {
            _known.Remove(value);
        }

        return lookup;
    }

    private bool TryGetRefused(ApiKeyHash hash, long timestamp, out ApiKeyFailure failure)
    {
        if (_unknownLifetime > 0
            && _refused.TryGet(hash, timestamp, out var refused)
            && timestamp - refused.AskedAt < _unknownLifetime
            && refused.Epoch == Volatile.Read(ref _epoch))
        {
            failure = refused.Failure;
            return true;
        }

        failure = default;
        return false;
    }

    /// <summary>Whatever the failure is, the same happens: nobody can tell them apart by the calls that a second try makes.</summary>
    private void Refuse(string value, ApiKeyHash hash, ApiKeyFailure failure, int epoch, long askedAt)
    {
        // Else a revoked key would work again as soon as the store is down. Forgotten first, because a request that reads it right now
        // may put it back.
        if (_known.TryGet(value, askedAt, out var known))
        {
            known.Forget();
            _known.Remove(value);
        }

        if (_unknownLifetime > 0)
        {
            _refused.Set(hash, new RefusedApiKey(failure, epoch, askedAt), askedAt);
        }
    }

    private ApiKeyLookup Accept(string value, ApiKeyHash hash, ApiKey key, InMemoryApiKeyStore? configured, int epoch, long askedAt)
    {
        var lookup = Judge(hash, key, configured, askedAt, epoch);
        return lookup.Identity is KnownApiKey known ? Remember(value, known, epoch, askedAt) : lookup;
    }

    private ApiKeyLookup Judge(ApiKeyHash hash, ApiKey key, InMemoryApiKeyStore? configured, long askedAt, int epoch)
    {
        var until = key.ExpiresAt;
        if (!IsHashOf(hash, key.Hash))
        {
            if (!IsHashOf(hash, key.PreviousHash))
            {
                Log.ApiKeyStoreAnsweredForOtherKey(logger, key.Id);
                return ApiKeyLookup.Failed(ApiKeyFailure.Unknown);
            }

            var previousUntil = key.PreviousValidUntil ?? DateTimeOffset.MinValue;
            until = until < previousUntil ? until : previousUntil;
        }

        if (!key.Enabled)
        {
            return ApiKeyLookup.Failed(ApiKeyFailure.Disabled);
        }

        if (until <= timeProvider.GetUtcNow())
        {
            return ApiKeyLookup.Failed(ApiKeyFailure.Expired);
        }

        return ApiKeyLookup.Found(new KnownApiKey(key, hash, configured?.Version, askedAt, until, epoch));
    }

    private ApiKeyLookup Remember(string value, KnownApiKey known, int epoch, long askedAt)
    {
        if (epoch == Volatile.Read(ref _epoch))
        {
            _known.Set(value, known, askedAt);
        }

        if (epoch != Volatile.Read(ref _epoch))
        {
            // Something was invalidated meanwhile, perhaps this key: the answer serves this request only. Where nothing newer is known it is
            // kept all the same, as one that is due.
            known.MakeDue();
            if (!_known.TryGet(value, askedAt, out _))
            {
                _known.Set(value, known, askedAt);
            }
        }

        return ApiKeyLookup.Found(known);
    }

    private static bool IsHashOf(ApiKeyHash presented, string? stored) =>
        ApiKeyHash.TryParse(stored, out var hash) && presented.FixedTimeEquals(hash);

    private sealed record RefusedApiKey(ApiKeyFailure Failure, int Epoch, long AskedAt);
}
