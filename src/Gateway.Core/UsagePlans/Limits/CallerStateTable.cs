using System.Collections.Concurrent;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// The states of all callers, bounded. When it is full, states that a new one would equal are dropped to make room; others never are,
/// because dropping them would give a quota twice.
/// </summary>
internal sealed class CallerStateTable(int capacity, TimeProvider timeProvider)
{
    private const int EvictionBatch = 64;

    private readonly Lock _creationLock = new();
    private readonly ConcurrentDictionary<(string KeyId, int Plan), CallerState> _states = new();
    private IEnumerator<KeyValuePair<(string KeyId, int Plan), CallerState>>? _cursor;
    private int _count;

    public CallerState? Find(string keyId, UsagePlan plan) => _states.GetValueOrDefault((keyId, plan.Index));

    /// <summary>The state of a caller, new on first sight, or null when there is room for no more.</summary>
    public CallerState? GetOrCreate(string keyId, UsagePlan plan) => Find(keyId, plan) ?? Create(keyId, plan);

    // One at a time, which first sight can afford: side by side, new callers could pass the bound together, one could be refused although
    // another had just made room, and so could one of two first requests of the same caller that both want the last place.
    private CallerState? Create(string keyId, UsagePlan plan)
    {
        lock (_creationLock)
        {
            if (Find(keyId, plan) is { } known)
            {
                return known;
            }

            if (_count >= capacity && !TryMakeRoomUnsynchronized())
            {
                return null;
            }

            var state = new CallerState(plan, timeProvider);
            _states[(keyId, plan.Index)] = state;
            _count++;
            return state;
        }
    }

    /// <summary>Looks at a bounded number of states, going on where the last search ended.</summary>
    private bool TryMakeRoomUnsynchronized()
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
                _count--;
                hasRoom = true;
            }
        }

        return hasRoom;
    }
}
