namespace Gateway.Core.Tests.Support;

/// <summary>A clock that lets a test do something else at the very moment at which it is read.</summary>
internal sealed class HookedClock(TickClock clock) : TimeProvider
{
    /// <summary>Runs once, at the next reading of the timestamp.</summary>
    public Action? OnNextRead { get; set; }

    /// <summary>Runs once, at the next reading of the wall clock.</summary>
    public Action? OnNextWallClockRead { get; set; }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var action = OnNextWallClockRead;
        OnNextWallClockRead = null;
        action?.Invoke();
        return clock.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        var action = OnNextRead;
        OnNextRead = null;
        action?.Invoke();
        return clock.GetTimestamp();
    }
}
