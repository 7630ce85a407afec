using System.Threading.RateLimiting;
using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// The states of all callers, bounded. When it is full, states that a new one would equal are dropped to make room; others never are,
/// because dropping them would give a quota twice.
/// </summary>
/// <remarks>
/// States are the nodes of the table's own chains (see readme.md): no node object, no key object, and finding one takes no lock.
/// </remarks>
internal sealed class CallerStateTable(int capacity, TimeProvider timeProvider, GatewayHealth health, ILogger<CallerStateTable> logger)
{
    public const string HealthPart = "caller states";

    private const int EvictionBatch = 64;
    private const int Shards = 256;

    private readonly HealthAlarm _full = new(health, HealthPart, timeProvider);
    private readonly string _fullReason = $"{capacity} callers have a count that must not be forgotten; new ones get 503 (MaxCallers).";
    private readonly Lock _lock = new();
    private readonly CallerStateShard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new CallerStateShard())];
    private int _cursorShard;
    private int _cursorBucket;
    private int _count;
    private bool _hasReportedIdle;

    public CallerState? Find(string keyId, UsagePlan plan)
    {
        var hash = GetHash(keyId, plan);
        if (GetShard(hash).Find(keyId, hash, plan.Index) is { } found)
        {
            return found;
        }

        lock (_lock)
        {
            return GetShard(hash).Find(keyId, hash, plan.Index);
        }
    }

    /// <summary>The state of a caller, new on first sight, or null when there is room for no more.</summary>
    public CallerState? GetOrCreate(string keyId, UsagePlan plan)
    {
        var hash = GetHash(keyId, plan);
        return GetShard(hash).Find(keyId, hash, plan.Index) ?? Create(keyId, hash, plan);
    }

    private static int GetHash(string keyId, UsagePlan plan) => HashCode.Combine(keyId, plan.Index);

    private CallerStateShard GetShard(int hash) => _shards[(uint)hash % Shards];

    // One at a time, which first sight can afford: side by side, new callers could pass the bound together, one could be refused although
    // another had just made room, and so could one of two first requests of the same caller that both want the last place.
    private CallerState? Create(string keyId, int hash, UsagePlan plan)
    {
        CallerState? state;
        List<(CallerState Owner, RateLimiter Limiter)>? dropped;
        lock (_lock)
        {
            state = CreateUnsynchronized(keyId, hash, plan, out dropped);
        }

        // Code of the app for other callers: it must neither keep new callers waiting nor fail the one that came.
        dropped?.ForEach(one => Dispose(one.Owner, one.Limiter));
        return state;
    }

    private CallerState? CreateUnsynchronized(
        string keyId,
        int hash,
        UsagePlan plan,
        out List<(CallerState Owner, RateLimiter Limiter)>? dropped)
    {
        dropped = null;
        var shard = GetShard(hash);
        if (shard.Find(keyId, hash, plan.Index) is { } known)
        {
            return known;
        }

        if (_count >= capacity && !TryMakeRoomUnsynchronized(dropped = []))
        {
            ReportFull();
            return null;
        }

        _count++;
        ReportRoom();
        return shard.AddUnsynchronized(keyId, hash, plan);
    }

    /// <summary>Looks at a bounded number of states, going on where the last search ended.</summary>
    private bool TryMakeRoomUnsynchronized(List<(CallerState Owner, RateLimiter Limiter)> dropped)
    {
        var timestamp = timeProvider.GetTimestamp();
        var before = _count;
        var looked = 0;
        for (var shards = 0; looked < EvictionBatch && shards <= Shards;)
        {
            if (_cursorBucket < _shards[_cursorShard].BucketCount)
            {
                looked += _shards[_cursorShard].EvictUnsynchronized(_cursorBucket++, TryEvict, ref _count);
                continue;
            }

            _cursorShard = (_cursorShard + 1) % Shards;
            _cursorBucket = 0;
            shards++;
        }

        return _count < before;

        bool TryEvict(CallerState state)
        {
            try
            {
                var isEvicted = state.TryEvict(this, timestamp, out var limiter);
                if (limiter is not null)
                {
                    dropped.Add((state, limiter));
                }

                return isEvicted;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // Its limiter cannot say that it is idle, so it may not be. Said once, or new callers could fill the log.
                if (!_hasReportedIdle)
                {
                    _hasReportedIdle = true;
                    Log.LimiterFailed(logger, state.KeyId, state.Plan.Name, exception);
                }

                return false;
            }
        }
    }

    private void Dispose(CallerState owner, RateLimiter limiter)
    {
        try
        {
            limiter.Dispose();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Log.LimiterFailed(logger, owner.KeyId, owner.Plan.Name, exception);
        }
    }

    private void ReportFull()
    {
        if (_full.TryRaise(timeProvider.GetTimestamp(), _fullReason))
        {
            Log.TooManyCallers(logger, capacity);
        }
    }

    private void ReportRoom()
    {
        if (_full.TryClear(timeProvider.GetTimestamp()))
        {
            Log.CallersRestored(logger);
        }
    }
}
