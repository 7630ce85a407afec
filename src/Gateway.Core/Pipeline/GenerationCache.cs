using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Core.Pipeline;

/// <summary>
/// A bounded dictionary in two generations: what is used moves to the young one; when that holds half the capacity, or its time is
/// over, the old one is dropped whole. Reading takes no lock, dropping costs nothing per entry, and no timer runs.
/// </summary>
internal sealed class GenerationCache<TKey, TValue>(int capacity, long maxAge, IEqualityComparer<TKey> comparer)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private readonly int _half = Math.Max(1, capacity / 2);
    private volatile Generations _generations = new(new(comparer), new(comparer));
    private int _youngCount;
    private long _nextTurn = long.MinValue;

    /// <summary>Everything at hand, without a copy and without a lock.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries
    {
        get
        {
            var generations = _generations;
            return generations.Young.Concat(generations.Old);
        }
    }

    public int Count => _generations.Young.Count + _generations.Old.Count;

    public bool TryGet(TKey key, long timestamp, [MaybeNullWhen(false)] out TValue value)
    {
        if (timestamp >= Volatile.Read(ref _nextTurn))
        {
            Turn(timestamp);
        }

        var generations = _generations;
        if (generations.Young.TryGetValue(key, out value))
        {
            return true;
        }

        if (!generations.Old.TryGetValue(key, out value))
        {
            return false;
        }

        Promote(key, value, timestamp);
        return true;
    }

    public void Set(TKey key, TValue value, long timestamp)
    {
        if (Volatile.Read(ref _youngCount) >= _half || timestamp >= Volatile.Read(ref _nextTurn))
        {
            Turn(timestamp);
        }

        var young = _generations.Young;
        if (young.TryAdd(key, value))
        {
            Interlocked.Increment(ref _youngCount);
        }
        else
        {
            young[key] = value;
        }
    }

    // Only where nothing newer has been set meanwhile.
    private void Promote(TKey key, TValue value, long timestamp)
    {
        if (Volatile.Read(ref _youngCount) >= _half)
        {
            Turn(timestamp);
        }

        if (_generations.Young.TryAdd(key, value))
        {
            Interlocked.Increment(ref _youngCount);
        }
    }

    public void Remove(TKey key)
    {
        var generations = _generations;
        generations.Young.TryRemove(key, out _);
        generations.Old.TryRemove(key, out _);
    }

    private void Turn(long timestamp)
    {
        lock (_lock)
        {
            if (timestamp < _nextTurn && _youngCount < _half)
            {
                return;
            }

            // After a long pause both generations are past their time, however full they are.
            var keepsYoung = _nextTurn == long.MinValue || timestamp - _nextTurn < maxAge / 2;
            _generations = new Generations(new(comparer), keepsYoung ? _generations.Young : new(comparer));
            Volatile.Write(ref _youngCount, 0);
            Volatile.Write(ref _nextTurn, timestamp + Math.Max(1, maxAge / 2));
        }
    }

    private sealed record Generations(ConcurrentDictionary<TKey, TValue> Young, ConcurrentDictionary<TKey, TValue> Old);
}
