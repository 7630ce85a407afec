using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>Wall clocks are set by people and by time servers; the timestamp goes on.</summary>
public class QuotaCalendarClockTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void GetNumber_ClockJumpsAnHourWithinThePeriod_Stays(int hours)
    {
        var (clock, calendar) = Start(Midnight.AddHours(-6));
        Jump(clock, TimeSpan.FromHours(hours));

        Assert.Equal(0, calendar.GetNumber(clock.Timestamp));
        Assert.Equal(Midnight, calendar.GetEnd());
    }

    [Fact]
    public void GetNumber_ClockJumpsOverTheBoundary_OpensThePeriodWithinASecond()
    {
        var (clock, calendar) = Start(Midnight.AddHours(-0.5));
        clock.UtcNow += TimeSpan.FromHours(1);
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
    }

    [Fact]
    public void GetNumber_ClockCrossesTheBoundaryForwardsAndBackwardsAgainAndAgain_OpensThePeriodOnce()
    {
        var (clock, calendar) = Start(Midnight.AddHours(-0.5));
        for (var i = 0; i < 20; i++)
        {
            Jump(clock, TimeSpan.FromHours(1));
            Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
            Jump(clock, TimeSpan.FromHours(-1));
            Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
            Assert.Equal(Midnight.AddDays(1), calendar.GetEnd());
        }

        clock.Advance(Midnight - clock.UtcNow);
        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, calendar.GetNumber(clock.Timestamp));
    }

    [Fact]
    public void GetNumber_ClockSetBackJustAfterTheBoundary_DoesNotReopenThePeriodAtTheSecondMidnight()
    {
        var (clock, calendar) = Start(Midnight.AddMinutes(-1));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
        Jump(clock, TimeSpan.FromHours(-1));
        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
    }

    [Theory]
    [InlineData(QuotaPeriod.Day, 24)]
    [InlineData(QuotaPeriod.Week, 7 * 24)]
    [InlineData(QuotaPeriod.Month, 31 * 24)]
    public void GetEnd_ClockWasAYearAheadAndIsCorrected_IsAtMostAPeriodAway(QuotaPeriod period, int longestHours)
    {
        var clock = new TickClock { UtcNow = Midnight.AddDays(365).AddHours(7) };
        var calendar = new QuotaCalendar(period, 0, clock);
        Assert.Equal(0, calendar.GetNumber(clock.Timestamp));
        Jump(clock, TimeSpan.FromDays(-365));

        Assert.Equal(0, calendar.GetNumber(clock.Timestamp));
        Assert.InRange(calendar.GetEnd() - clock.UtcNow, TimeSpan.FromTicks(1), TimeSpan.FromHours(longestHours));
        clock.Advance(calendar.GetEnd() - clock.UtcNow);
        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
    }

    [Fact]
    public void GetNumber_ClockWasAYearBehindAndIsCorrected_OpensOnePeriodThatEndsAtTheNextMidnight()
    {
        var (clock, calendar) = Start(Midnight.AddDays(-365).AddHours(-6));
        Jump(clock, TimeSpan.FromDays(365));

        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
        Assert.Equal(Midnight, calendar.GetEnd());
    }

    [Fact]
    public void GetNumber_ClockStandsStillForAYear_Stays()
    {
        var (clock, calendar) = Start(Midnight.AddHours(-6));
        clock.Timestamp += 365L * 86_400 * clock.TimestampFrequency;

        Assert.Equal(0, calendar.GetNumber(clock.Timestamp));
    }

    private static (TickClock Clock, QuotaCalendar Calendar) Start(DateTimeOffset now)
    {
        var clock = new TickClock { UtcNow = now };
        return (clock, new QuotaCalendar(QuotaPeriod.Day, 0, clock));
    }

    /// <summary>Somebody sets the clock, and the calendar has its second to see it.</summary>
    private static void Jump(TickClock clock, TimeSpan by)
    {
        clock.UtcNow += by;
        clock.Timestamp += clock.TimestampFrequency;
    }
}
