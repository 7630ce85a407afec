namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// A part of the table, with chains of its own, so that growing moves few states at a time: no request waits for a million of them.
/// </summary>
/// <remarks>
/// Reading takes no lock and may miss a state while its chain is being moved; who finds nothing looks again under the table's lock, where
/// all changes are made.
/// </remarks>
internal sealed class CallerStateShard
{
    private CallerState?[] _buckets = new CallerState?[4];
    private int _count;

    public int BucketCount => Volatile.Read(ref _buckets).Length;

    public CallerState? Find(string keyId, int hash, int plan)
    {
        var buckets = Volatile.Read(ref _buckets);
        for (var state = Volatile.Read(ref buckets[GetBucket(hash, buckets)]); state is not null; state = state.Next)
        {
            if (state.Hash == hash && state.Plan.Index == plan && string.Equals(state.KeyId, keyId, StringComparison.Ordinal))
            {
                return state;
            }
        }

        return null;
    }

    public CallerState AddUnsynchronized(string keyId, int hash, UsagePlan plan)
    {
        if (_count == _buckets.Length)
        {
            GrowUnsynchronized();
        }

        _count++;
        ref var bucket = ref _buckets[GetBucket(hash, _buckets)];
        var state = new CallerState(keyId, hash, plan, bucket);
        Volatile.Write(ref bucket, state);
        return state;
    }

    /// <summary>Takes out of one chain what may go; returns how many states were looked at.</summary>
    public int EvictUnsynchronized(int bucket, Func<CallerState, bool> tryEvict, ref int total)
    {
        var looked = 0;
        CallerState? kept = null;
        for (var state = _buckets[bucket]; state is not null; state = state.Next)
        {
            looked++;
            if (!tryEvict(state))
            {
                kept = state;
                continue;
            }

            // A reader on the way along the chain stands on this state and finds its way on: its own link stays.
            if (kept is null)
            {
                Volatile.Write(ref _buckets[bucket], state.Next);
            }
            else
            {
                kept.Next = state.Next;
            }

            _count--;
            total--;
        }

        return looked;
    }

    // The shard is chosen by the low bits.
    private static int GetBucket(int hash, CallerState?[] buckets) => (hash >>> 8) & (buckets.Length - 1);

    private void GrowUnsynchronized()
    {
        var grown = new CallerState?[_buckets.Length * 2];
        foreach (var first in _buckets)
        {
            for (var state = first; state is not null;)
            {
                var next = state.Next;
                ref var bucket = ref grown[GetBucket(state.Hash, grown)];
                state.Next = bucket;
                bucket = state;
                state = next;
            }
        }

        Volatile.Write(ref _buckets, grown);
    }
}
