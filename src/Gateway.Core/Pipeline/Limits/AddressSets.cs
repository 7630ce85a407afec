namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// The places of an address table, made once: sets of <see cref="Ways"/> places, each set with its own lock. An address and a limit
/// belong to one set, found by a hash with a secret seed, so that nobody can choose addresses that all fall into one.
/// <code>
/// addresses | a0 … a63 | a0 … a63 | …        compared 4 at a time
/// buckets   | b0 … b63 | b0 … b63 | …        limit id (0 = free), tokens set aside, and rate state
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

    /// <summary>
    /// Sets one token aside until <see cref="Settle"/>: as many as are set aside can be spent. Nothing is taken, so that one which is not
    /// spent leaves the bucket as if nothing had been.
    /// </summary>
    /// <param name="address">Who.</param>
    /// <param name="limit">Which limit.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="place">Where, for <see cref="Settle"/>.</param>
    /// <param name="used">As for <see cref="TryTake"/>.</param>
    /// <param name="next">The word after all that are set aside have been spent.</param>
    public bool TryReserve(ulong address, AddressLimit limit, long timestamp, out int place, out RateLimit? used, out long next)
    {
        var set = GetSet(address, limit.Id);
        ref var held = ref _held[set];
        SpinHold.Take(ref held);
        var isReserved = ReserveUnsynchronized(set * Ways, address, limit, timestamp, out place, out used, out next);
        SpinHold.Release(ref held);
        return isReserved;
    }

    /// <summary>Spends what was set aside in this place, or does not.</summary>
    public void Settle(int place, RateLimit limit, long timestamp, bool isSpent)
    {
        ref var held = ref _held[place / Ways];
        SpinHold.Take(ref held);
        ref var bucket = ref _buckets[place];
        bucket.Reserved--;
        if (isSpent)
        {
            bucket.State.TryTake(limit, timestamp, cost: 1, out _, out _);
        }

        SpinHold.Release(ref held);
    }

    private bool TakeUnsynchronized(
        int start, ulong address, AddressLimit limit, long timestamp, int cost, bool isPeek, out RateLimit? used, out long next)
    {
        if (!TryFindPlaceUnsynchronized(start, address, limit.Id, timestamp, out var place, out var bucket))
        {
            (used, next) = (null, 0);
            return false;
        }

        var isTaken = bucket.State.TryTake(limit.Rate, timestamp, cost, out used, out next);
        if (isTaken && !isPeek)
        {
            _addresses[place] = address;
            _buckets[place] = bucket;
        }

        return isTaken;
    }

    private bool ReserveUnsynchronized(
        int start, ulong address, AddressLimit limit, long timestamp, out int place, out RateLimit? used, out long next)
    {
        if (!TryFindPlaceUnsynchronized(start, address, limit.Id, timestamp, out place, out var bucket))
        {
            (used, next) = (null, 0);
            return false;
        }

        var state = bucket.State;
        if (!state.TryTake(limit.Rate, timestamp, bucket.Reserved + 1, out used, out next))
        {
            return false;
        }

        bucket.Reserved++;
        _addresses[place] = address;
        _buckets[place] = bucket;
        return true;
    }

    /// <summary>The address's own bucket, or a new one and where there is room for it.</summary>
    private bool TryFindPlaceUnsynchronized(int start, ulong address, int limitId, long timestamp, out int place, out Bucket bucket)
    {
        place = FindUnsynchronized(start, address, limitId);
        if (place >= 0)
        {
            bucket = _buckets[place];
            return true;
        }

        bucket = new Bucket { LimitId = limitId };
        place = FindRoomUnsynchronized(start, timestamp);
        return place >= 0;
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
            if (_buckets[place].Reserved == 0 && _buckets[place].State.IsFull(timestamp))
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
        public int Reserved;
    }
}
