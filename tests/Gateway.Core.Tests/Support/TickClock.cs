namespace Gateway.Core.Tests.Support;

/// <summary>A clock of any frequency, moved by whole ticks, so that what happens one tick earlier can be told from what happens then.</summary>
internal sealed class TickClock(long frequency = 1_000_000_000, long timestamp = 0) : TimeProvider
{
    private long _timestamp = timestamp;
    private long _utcTicks = new DateTime(2026, 3, 4, 12, 0, 0, DateTimeKind.Utc).Ticks;

    public override long TimestampFrequency => frequency;

    public long Timestamp
    {
        get => Interlocked.Read(ref _timestamp);
        set => Interlocked.Exchange(ref _timestamp, value);
    }

    public DateTimeOffset UtcNow
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    public override long GetTimestamp() => Timestamp;

    public override DateTimeOffset GetUtcNow() => UtcNow;

    /// <summary>Time passes: both move.</summary>
    public void Advance(TimeSpan time)
    {
        UtcNow += time;
        Timestamp += ToTimestampTicks(time);
    }

    /// <summary>The whole ticks of the timestamp in a time: one that has begun does not count.</summary>
    public long ToTimestampTicks(TimeSpan time) => (long)((Int128)time.Ticks * frequency / TimeSpan.TicksPerSecond);
}
