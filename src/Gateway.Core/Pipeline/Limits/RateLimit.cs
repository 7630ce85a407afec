namespace Gateway.Core.Pipeline.Limits;

/// <summary>
/// A rate and a burst as the generic cell rate algorithm (GCRA) in fixed-point tokens:
/// <code>
/// word  = the virtual time, in units of 1/2^f token, at which the bucket is full again
/// now   = elapsed ticks x rate, in the same units        exact to 2^-52, absolute, so no error adds up
/// admit when max(word, now) + cost - now is at most burst; then word = max(word, now) + cost
/// </code>
/// One word holds the whole state, a new state (0) is a full bucket, and f is chosen so that 55 bits last for 31 years.
/// </summary>
/// <remarks>
/// When a limit changes, another object with a higher version takes its place. A state touches it first through <see cref="Convert"/>,
/// because words of two limits are in different units.
/// </remarks>
internal sealed class RateLimit
{
    private const int WordBits = 55;
    private const int MaxFractionBits = 20;
    private const double LongestUptimeSeconds = 1e9;

    private readonly long _origin;
    private readonly ulong _multiplier;
    private readonly int _shift;
    private readonly int _fractionBits;
    private readonly long _capacity;
    private readonly long _frequency;

    public RateLimit(double rate, int burst, TimeProvider timeProvider, int version = 0)
    {
        Rate = rate;
        Burst = burst;
        Version = version;
        _origin = timeProvider.GetTimestamp();
        _fractionBits = Math.Clamp(WordBits - (int)Math.Ceiling(Math.Log2(rate * LongestUptimeSeconds)), 0, MaxFractionBits);
        _capacity = (long)burst << _fractionBits;

        // units per tick = multiplier / 2^shift. The last bit is rounded up, so that a token is there when a whole number of intervals
        // has passed and not one tick later.
        _frequency = timeProvider.TimestampFrequency;
        var unitsPerTick = Math.BitIncrement(rate / _frequency * (1L << _fractionBits));
        _shift = 62 - (int)Math.Floor(Math.Log2(unitsPerTick));
        _multiplier = (ulong)Math.ScaleB(unitsPerTick, _shift);
    }

    /// <summary>The limit before, if nothing of it has changed: then every level stays what it is, to the last token.</summary>
    public static RateLimit Create(RateLimit? before, ThrottleOptions options, TimeProvider timeProvider, int version)
    {
        var burst = ThrottleOptions.GetBurst(options.Rate, options.Burst);
        return before is not null && before.Rate.Equals(options.Rate) && before.Burst == burst
            ? before
            : new RateLimit(Math.Max(ThrottleOptions.MinRate, options.Rate), Math.Max(1, burst), timeProvider, version);
    }

    public double Rate { get; }

    public int Burst { get; }

    public int Version { get; }

    /// <summary>Whether the cost fits now; <paramref name="next"/> is the word to store if it is taken.</summary>
    public bool TryTake(long word, long timestamp, int cost, out long next)
    {
        var now = ToUnits(timestamp);
        next = Math.Max(word, now) + ((long)cost << _fractionBits);
        return next - now <= _capacity;
    }

    /// <summary>Takes the cost whether it fits or not; the debt is at most one more bucket.</summary>
    public long Charge(long word, long timestamp, int cost)
    {
        var now = ToUnits(timestamp);
        return Math.Max(word, Math.Min(Math.Max(word, now) + ((long)cost << _fractionBits), now + (2 * _capacity)));
    }

    /// <summary>The exact wait until the refused word would fit: the first tick at which it does, rounded up to 100 ns.</summary>
    public TimeSpan GetWait(long refusedNext, long timestamp) => GetTimeUntil(refusedNext - _capacity, timestamp);

    public bool IsFull(long word, long timestamp) => word <= ToUnits(timestamp);

    /// <summary>Whole tokens: the largest cost that fits now.</summary>
    public int GetRemaining(long word, long timestamp) =>
        (int)(Math.Max(0, _capacity - Math.Max(0, word - ToUnits(timestamp))) >> _fractionBits);

    /// <summary>The exact wait until the bucket is full, rounded up to 100 ns.</summary>
    public TimeSpan GetTimeUntilFull(long word, long timestamp) => GetTimeUntil(word, timestamp);

    /// <summary>The first timestamp at which the bucket is or was full; for a new state the moment at which the limit was made.</summary>
    public long GetFullTimestamp(long word) => _origin + GetDue(word);

    /// <summary>The same level, in proportion, under this limit: half empty stays half empty, and a debt stays a debt. Rounded against the caller.</summary>
    public long Convert(long word, RateLimit from, long timestamp)
    {
        var used = (UInt128)(ulong)Math.Clamp(word - from.ToUnits(timestamp), 0, 2 * from._capacity);
        var (quotient, remainder) = UInt128.DivRem(used * (ulong)_capacity, (ulong)from._capacity);
        return ToUnits(timestamp) + (long)quotient + (remainder == 0 ? 0 : 1);
    }

    private TimeSpan GetTimeUntil(long units, long timestamp)
    {
        var ticks = GetDue(units) - Math.Max(0, timestamp - _origin);
        return TimeSpan.FromTicks(Math.Max(0, _frequency % TimeSpan.TicksPerSecond == 0
            ? DivideUp(ticks, _frequency / TimeSpan.TicksPerSecond)
            : (long)Math.Ceiling((decimal)ticks * TimeSpan.TicksPerSecond / _frequency)));
    }

    /// <summary>The ticks since the origin at which the virtual time reaches these units.</summary>
    private long GetDue(long units)
    {
        var (quotient, remainder) = UInt128.DivRem((UInt128)(ulong)Math.Max(0, units) << _shift, _multiplier);
        return quotient < long.MaxValue ? (long)quotient + (remainder == 0 ? 0 : 1) : long.MaxValue;
    }

    // Without the sum that could overflow.
    private static long DivideUp(long value, long by) => (value / by) + (value % by > 0 ? 1 : 0);

    private long ToUnits(long timestamp)
    {
        var elapsed = (ulong)Math.Max(0, timestamp - _origin);
        var high = Math.BigMul(elapsed, _multiplier, out var low);
        return _shift >= 64 ? (long)(high >> (_shift - 64)) : (long)((high << (64 - _shift)) | (low >> _shift));
    }
}
