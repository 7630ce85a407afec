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
        Assert.NotEmpty(health.GetDegradedParts());
        clock.Advance(Second);
        Assert.True(alarm.TryClear(clock.GetTimestamp()));
        Assert.False(alarm.TryClear(clock.GetTimestamp()));
        Assert.Empty(health.GetDegradedParts());
        Assert.True(alarm.TryRaise(clock.GetTimestamp(), "again"));
    }

    // Nothing may come any more that could clear it, and a probe that goes on to see a flood of yesterday takes the instance out.
    [Fact]
    public void Health_TenSecondsAfterTheLastRaise_IsGoodAlthoughNothingHasClearedTheAlarm()
    {
        var (alarm, health, clock) = Create();
        alarm.TryRaise(clock.GetTimestamp(), "why");
        clock.Advance(10 * Second - TimeSpan.FromTicks(1));
        Assert.NotEmpty(health.GetDegradedParts());

        clock.Advance(TimeSpan.FromTicks(1));

        Assert.Empty(health.GetDegradedParts());
        Assert.True(alarm.TryClear(clock.GetTimestamp()));
    }

    [Fact]
    public void TryRaise_AfterAQuietTimeInWhichNothingClearedIt_TellsAgain()
    {
        var (alarm, health, clock) = Create();
        alarm.TryRaise(clock.GetTimestamp(), "why");
        clock.Advance(10 * Second);

        Assert.True(alarm.TryRaise(clock.GetTimestamp(), "again"));
        Assert.Equal("again", health.GetDegradedParts()["part"]);
        Assert.False(alarm.TryClear(clock.GetTimestamp()));
    }

    [Fact]
    public void TryRaise_ManyThreadsAtOnce_TellsOnce()
    {
        var (alarm, _, clock) = Create();
        for (var round = 0; round < 100; round++)
        {
            var told = 0;
            Crowd.Run(4, _ => Interlocked.Add(ref told, alarm.TryRaise(clock.GetTimestamp(), "why") ? 1 : 0));

            Assert.Equal(1, told);
            clock.Advance(10 * Second);
        }
    }

    private static (HealthAlarm Alarm, GatewayHealth Health, FakeClock Clock) Create()
    {
        var (health, clock) = (new GatewayHealth(), new FakeClock());
        return (new HealthAlarm(health, "part", clock), health, clock);
    }
}
