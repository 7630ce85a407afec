using System.Globalization;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

public class QuotaCalendarTests
{
    [Theory]
    [InlineData(QuotaPeriod.Day, 0, "2026-03-04", "2026-03-05")]
    [InlineData(QuotaPeriod.Day, 0, "2026-12-31", "2027-01-01")]
    [InlineData(QuotaPeriod.Day, 0, "2028-02-28", "2028-02-29")]
    [InlineData(QuotaPeriod.Day, 0, "2028-02-29", "2028-03-01")]
    [InlineData(QuotaPeriod.Day, 0, "2026-03-29", "2026-03-30")]
    [InlineData(QuotaPeriod.Day, 0, "2026-10-25", "2026-10-26")]
    [InlineData(QuotaPeriod.Week, 0, "2026-03-02", "2026-03-09")]
    [InlineData(QuotaPeriod.Week, 1, "2026-03-03", "2026-03-10")]
    [InlineData(QuotaPeriod.Week, 2, "2026-03-04", "2026-03-11")]
    [InlineData(QuotaPeriod.Week, 3, "2026-03-05", "2026-03-12")]
    [InlineData(QuotaPeriod.Week, 4, "2026-03-06", "2026-03-13")]
    [InlineData(QuotaPeriod.Week, 5, "2026-03-07", "2026-03-14")]
    [InlineData(QuotaPeriod.Week, 6, "2026-03-08", "2026-03-15")]
    [InlineData(QuotaPeriod.Week, 0, "2026-12-28", "2027-01-04")]
    [InlineData(QuotaPeriod.Week, 6, "2026-12-27", "2027-01-03")]
    [InlineData(QuotaPeriod.Week, 3, "2028-02-24", "2028-03-02")]
    [InlineData(QuotaPeriod.Week, 0, "2026-03-23", "2026-03-30")]
    [InlineData(QuotaPeriod.Month, 0, "2026-01-01", "2026-02-01")]
    [InlineData(QuotaPeriod.Month, 0, "2026-02-01", "2026-03-01")]
    [InlineData(QuotaPeriod.Month, 0, "2028-02-01", "2028-03-01")]
    [InlineData(QuotaPeriod.Month, 0, "2026-12-01", "2027-01-01")]
    [InlineData(QuotaPeriod.Month, 14, "2026-12-15", "2027-01-15")]
    [InlineData(QuotaPeriod.Month, 27, "2026-01-28", "2026-02-28")]
    [InlineData(QuotaPeriod.Month, 27, "2026-02-28", "2026-03-28")]
    [InlineData(QuotaPeriod.Month, 27, "2028-02-28", "2028-03-28")]
    [InlineData(QuotaPeriod.Month, 27, "2026-12-28", "2027-01-28")]
    public void GetEnd_FirstAndLastMomentOfAPeriod_IsTheNextPeriodsStartInUtc(QuotaPeriod period, int offset, string start, string end)
    {
        var (from, to) = (Utc(start), Utc(end));

        Assert.Equal(to, EndAt(period, offset, from));
        Assert.Equal(to, EndAt(period, offset, from + ((to - from) / 2)));
        Assert.Equal(to, EndAt(period, offset, to.AddTicks(-1)));
        Assert.Equal(from, EndAt(period, offset, from.AddTicks(-1)));
    }

    [Theory]
    [InlineData(QuotaPeriod.Day, 0)]
    [InlineData(QuotaPeriod.Week, 6)]
    [InlineData(QuotaPeriod.Month, 27)]
    public void GetNumber_FourYearsHourByHour_GrowsByOneAtEachEndAndOnlyThere(QuotaPeriod period, int offset)
    {
        var clock = new TickClock { UtcNow = Utc("2027-12-30") };
        var calendar = new QuotaCalendar(period, offset, clock);
        var (number, end) = (calendar.GetNumber(clock.Timestamp), calendar.GetEnd());
        for (var hour = 0; hour < 4 * 366 * 24; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            var now = calendar.GetNumber(clock.Timestamp);

            Assert.Equal(clock.UtcNow >= end ? number + 1 : number, now);
            (number, end) = (now, calendar.GetEnd());
            Assert.True(end > clock.UtcNow);
        }
    }

    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(10_000_000)]
    [InlineData(1_000)]
    public void GetNumber_AtTheBoundary_OpensThePeriodAtThatMomentAndNotOneMillisecondEarlier(long frequency)
    {
        var clock = new TickClock(frequency) { UtcNow = Utc("2026-03-04").AddDays(1).AddSeconds(-10.25) };
        var calendar = new QuotaCalendar(QuotaPeriod.Day, 0, clock);
        for (var i = 0; i < 10; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(0, calendar.GetNumber(clock.Timestamp));
        }

        clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(0, calendar.GetNumber(clock.Timestamp));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
        Assert.Equal(Utc("2026-03-06"), calendar.GetEnd());
    }

    [Fact]
    public void GetNumber_NobodyAskedForManyPeriods_OpensOnePeriod()
    {
        var clock = new TickClock();
        var calendar = new QuotaCalendar(QuotaPeriod.Day, 0, clock);
        clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(1, calendar.GetNumber(clock.Timestamp));
        Assert.Equal(Utc("2027-04-09"), calendar.GetEnd());
    }

    [Fact]
    public void GetNumber_ManyThreadsAtTheBoundary_OpenOnePeriod()
    {
        var clock = new TickClock { UtcNow = Utc("2026-03-04").AddHours(23) };
        var calendar = new QuotaCalendar(QuotaPeriod.Day, 0, clock);
        for (var day = 1; day <= 20; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            var numbers = new int[8];
            Crowd.Run(numbers.Length, thread => numbers[thread] = calendar.GetNumber(clock.Timestamp));

            Assert.All(numbers, number => Assert.Equal(day, number));
        }
    }

    private static DateTimeOffset EndAt(QuotaPeriod period, int offset, DateTimeOffset now) =>
        new QuotaCalendar(period, offset, new TickClock { UtcNow = now }).GetEnd();

    private static DateTimeOffset Utc(string date) =>
        DateTimeOffset.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
