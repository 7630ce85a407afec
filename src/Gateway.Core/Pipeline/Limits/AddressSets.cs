namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// The places of an address table, made once: sets of <see cref="Ways"/> places, each set with its own lock. An address and a limit
/// belong to one set, found by a hash with a secret seed, so that nobody can choose addresses that all fall into one.
/// <code>
/// addresses | a0 … a63 | a0 … a63 | …        compared 4 at a time
/// buckets   | b0 … b63 | b0 … b63 | …        limit id (0 = free) and rate state
/// </code>
/// </summary>
internal sealed class AddressSets(int sets, UInt128 seed)
{
    public const int Ways = 64;

    private readonly ulong _seed1 = (ulong)seed;
    private readonly ulong _seed2 = (ulong)(seed >> 64);
    private readonly int[] _held = new int[sets];
    private readonly ulong[] _addresses = new ulong[sets * Ways];
    private readonly Bucket[] _buckets = new Bucket[sets * Ways];

    /// <summary>
    /// As <see cref="RateState.TryTake"/>, for the address's own bucket. A new address gets a free place, or that of a bucket which is full
    /// again and so as good as forgotten; any other is never forgotten, because its owner would start anew.
    /// </summary>
    /// <param name="address">Who.</param>
    /// <param name="limit">Which limit.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="cost">Tokens.</param>
    /// <param name="isPeek">Whether nothing is to be taken.</param>
    /// <param name="used">The limit that decided, or null when there is no place for this address.</param>
    /// <param name="next">The word after the cost.</param>
    public bool TryTake(ulong address, AddressLimit limit, long timestamp, int cost, bool isPeek, out RateLimit? used, out long next)
    {
        var set = GetSet(address, limit.Id);
        ref var held = ref _held[set];
        SpinHold.Take(ref held);
        var isTaken = TakeUnsynchronized(set * Ways, address, limit, timestamp, cost, isPeek, out used, out next);
        SpinHold.Release(ref held);
        return isTaken;
    }

    private bool TakeUnsynchronized(
        int start, ulong address, AddressLimit limit, long timestamp, int cost, bool isPeek, out RateLimit? used, out long next)
    {
        RateState state = default;
        var place = FindUnsynchronized(start, address, limit.Id);
        if (place >= 0)
        {
            state = _buckets[place].State;
        }
        else
        {
            place = FindRoomUnsynchronized(start, timestamp);
            if (place < 0)
            {
                (used, next) = (null, 0);
                return false;
            }
        }

        var isTaken = state.TryTake(limit.Rate, timestamp, cost, out used, out next);
        if (isTaken && !isPeek)
        {
            _addresses[place] = address;
            _buckets[place] = new Bucket { LimitId = limit.Id, State = state };
        }

        return isTaken;
    }

    private int FindUnsynchronized(int start, ulong address, int limitId)
    {
        var end = start + Ways;
        for (var place = start; place < end; place++)
        {
            var offset = _addresses.AsSpan(place, end - place).IndexOf(address);
            if (offset < 0)
            {
                return -1;
            }

            place += offset;
            if (_buckets[place].LimitId == limitId)
            {
                return place;
            }
        }

        return -1;
    }

    private int FindRoomUnsynchronized(int start, long timestamp)
    {
        for (var place = start; place < start + Ways; place++)
        {
            if (_buckets[place].State.IsFull(timestamp))
            {
                return place;
            }
        }

        return -1;
    }

    private int GetSet(ulong address, int limitId)
    {
        // Both halves of the product with the secret, then a finalizer (MurmurHash3's), because the product of addresses in a row is a row.
        var high = Math.BigMul(address ^ _seed1, _seed2 | 1, out var low);
        var hash = high ^ low ^ (ulong)limitId;
        hash = (hash ^ (hash >> 33)) * 0xFF51_AFD7_ED55_8CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CE_B9FE_1A85_EC53;
        return (int)Math.BigMul(hash ^ (hash >> 33), (ulong)_held.Length, out _);
    }

    private struct Bucket
    {
        public RateState State;
        public int LimitId;
    }
}
