using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// One bucket for all callers. Its word carries the version of the limit whose units it is in:
/// <code>
/// word = held (1 bit) | limit version modulo 256 (8 bits) | value (55 bits)
/// </code>
/// Alone it is taken by one compare-and-swap; together with others it is held for the few nanoseconds that checking all of them takes.
/// </summary>
internal sealed class SharedLimit(int order, RateLimit limit)
{
    private const int ValueBits = 55;
    private const long ValueMask = (1L << ValueBits) - 1;
    private const long HeldBit = long.MinValue;

    private RateLimit _limit = limit;
    private long _word = Stamp(limit);

    /// <summary>Limits that are held together are held in this order, so that nobody waits in a circle.</summary>
    public int Order { get; } = order;

    /// <param name="newest">The limit as the caller's definitions have it; a newer one than the bucket's takes its place.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="cost">Tokens.</param>
    public bool TryTake(RateLimit newest, long timestamp, int cost)
    {
        while (true)
        {
            var word = Volatile.Read(ref _word);
            var current = Volatile.Read(ref _limit);
            if (newest.Version > current.Version || (word & ~ValueMask) != Stamp(current))
            {
                // Held, or between two limits, or due to change: wait for a whole state.
                Release(Hold(newest, timestamp));
                continue;
            }

            if (!current.TryTake(word & ValueMask, timestamp, cost, out var next))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _word, Stamp(current) | next, word) == word)
            {
                return true;
            }
        }
    }

    /// <summary>How long until the cost would fit, were nobody else to take any.</summary>
    public TimeSpan GetWait(RateLimit newest, long timestamp, int cost)
    {
        var value = Hold(newest, timestamp);
        var fits = _limit.TryTake(value, timestamp, cost, out var next);
        var wait = fits ? TimeSpan.Zero : _limit.GetWait(next, timestamp);
        Release(value);
        return wait;
    }

    /// <summary>Keeps everybody else out until <see cref="Release"/>, and gives the value in the units of the newest limit.</summary>
    public long Hold(RateLimit newest, long timestamp)
    {
        var spin = default(SpinWait);
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if (word >= 0 && Interlocked.CompareExchange(ref _word, word | HeldBit, word) == word)
            {
                return AdoptUnsynchronized(word & ValueMask, newest, timestamp);
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    public bool CanTakeUnsynchronized(long value, long timestamp, int cost, out long next) =>
        _limit.TryTake(value, timestamp, cost, out next);

    public void Release(long value) => Volatile.Write(ref _word, Stamp(_limit) | value);

    private static long Stamp(RateLimit limit) => (long)(byte)limit.Version << ValueBits;

    private long AdoptUnsynchronized(long value, RateLimit newest, long timestamp)
    {
        if (newest.Version <= _limit.Version)
        {
            return value;
        }

        var converted = newest.Convert(value, _limit, timestamp);
        Volatile.Write(ref _limit, newest);
        return converted;
    }
}
