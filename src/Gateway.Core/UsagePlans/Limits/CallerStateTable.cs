using System.Collections.Concurrent;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// The states of all callers, bounded. When it is full, states that a new one would equal are dropped to make room; others never are,
/// because dropping them would give a quota twice.
/// </summary>
internal sealed class CallerStateTable(int capacity, TimeProvider timeProvider)
{
    private const int EvictionBatch = 64;

    private readonly Lock _evictionLock = new();
    private readonly ConcurrentDictionary<(string KeyId, int Plan), CallerState> _states = new();
    private IEnumerator<KeyValuePair<(string KeyId, int Plan), CallerState>>? _cursor;
    private int _count;

    public CallerState? Find(string keyId, UsagePlan plan) => _states.GetValueOrDefault((keyId, plan.Index));

    /// <summary>The state of a caller, new on first sight, or null when there is room for no more.</summary>
    public CallerState? GetOrCreate(string keyId, UsagePlan plan)
    {
        while (true)
        {
            if (Find(keyId, plan) is { } known)
            {
                return known;
            }

            // The place is taken before the state is added, so that a crowd of new callers cannot pass the bound together.
            if (Interlocked.Increment(ref _count) > capacity && !TryMakeRoom())
            {
                Interlocked.Decrement(ref _count);
                return null;
            }

            var state = new CallerState(plan, keyId, timeProvider);
            if (_states.TryAdd((keyId, plan.Index), state))
            {
                return state;
            }

            Interlocked.Decrement(ref _count);
        }
    }

    /// <summary>Looks at a bounded number of states, going on where the last search ended.</summary>
    private bool TryMakeRoom()
    {
        lock (_evictionLock)
        {
            var timestamp = timeProvider.GetTimestamp();
            var hasRoom = false;
            for (var i = 0; i < EvictionBatch; i++)
            {
                _cursor ??= _states.GetEnumerator();
                if (!_cursor.MoveNext())
                {
                    _cursor.Dispose();
                    _cursor = null;
                    continue;
                }

                if (_cursor.Current.Value.TryEvict(timestamp) && _states.TryRemove(_cursor.Current))
                {
                    Interlocked.Decrement(ref _count);
                    hasRoom = true;
                }
            }

            return hasRoom;
        }
    }
}
