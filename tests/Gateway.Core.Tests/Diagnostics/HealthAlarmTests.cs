using Gateway.Core.Diagnostics;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Diagnostics;

public class HealthAlarmTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void TryRaise_Again_TellsOncePerChange()
    {
        var (alarm, health, clock) = Create();

        Assert.False(alarm.TryClear(clock.GetTimestamp()));
        Assert.True(alarm.TryRaise(clock.GetTimestamp(), "why"));
        Assert.False(alarm.TryRaise(clock.GetTimestamp(), "why"));
        Assert.Equal("why", health.GetDegradedParts()["part"]);
    }

    [Fact]
    public void TryClear_TenSecondsAfterTheLastRaise_TellsOnce()
    {
        var (alarm, health, clock) = Create();
        alarm.TryRaise(clock.GetTimestamp(), "why");
        clock.Advance(9 * Second);
        alarm.TryRaise(clock.GetTimestamp(), "why");
        clock.Advance(9 * Second);

        Assert.False(alarm.TryClear(clock.GetTimestamp()));
        Assert.False(health.IsHealthy);
        clock.Advance(Second);
        Assert.True(alarm.TryClear(clock.GetTimestamp()));
        Assert.False(alarm.TryClear(clock.GetTimestamp()));
        Assert.True(health.IsHealthy);
        Assert.True(alarm.TryRaise(clock.GetTimestamp(), "again"));
    }

    private static (HealthAlarm Alarm, GatewayHealth Health, FakeClock Clock) Create()
    {
        var (health, clock) = (new GatewayHealth(), new FakeClock());
        return (new HealthAlarm(health, "part", clock), health, clock);
    }
}
