using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

public class RateLimitTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void TryTake_NewState_AdmitsTheBurstAndNoMore()
    {
        var limit = new RateLimit(10, 20, new TickClock());

        Assert.Equal(20, TakeAll(limit, 0, 0, out _));
    }

    [Fact]
    public void TryTake_BurstSmallerThanRate_AdmitsOnlyTheBurstAtOnce()
    {
        var limit = new RateLimit(1000, 3, new TickClock());

        Assert.Equal(3, TakeAll(limit, 0, 0, out var word));
        Assert.Equal(3, TakeAll(limit, word, Second, out _));
    }

    [Fact]
    public void TryTake_RateOfOneAfterOneSecond_AdmitsOneAndNotOneTickEarlier()
    {
        var limit = new RateLimit(1, 1, new TickClock());
        Assert.True(limit.TryTake(0, 0, 1, out var word));

        Assert.False(limit.TryTake(word, Second - 1, 1, out _));
        Assert.True(limit.TryTake(word, Second, 1, out _));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(0.1)]
    [InlineData(333_333)]
    [InlineData(1_000_000)]
    public void TryTake_WholeNumberOfIntervalsPassed_AdmitsAtThatTick(double rate)
    {
        var limit = new RateLimit(rate, 10_000_000, new TickClock());
        var perTenSeconds = (int)Math.Round(rate * 10);
        Assert.True(limit.TryTake(0, 0, 10_000_000, out var word));

        Assert.True(limit.TryTake(word, 10 * Second, perTenSeconds, out word));
        Assert.False(limit.TryTake(word, 10 * Second, 1, out _));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public void TryTake_CostAboveBurst_IsNeverAdmitted(int cost)
    {
        var limit = new RateLimit(1_000_000, 1, new TickClock());

        foreach (var timestamp in (long[])[0, 1, Second, 31 * 366L * 86_400 * Second])
        {
            Assert.False(limit.TryTake(0, timestamp, cost, out _));
        }
    }

    [Fact]
    public void TryTake_RefusedWord_IsNotNeededToGoOn()
    {
        var limit = new RateLimit(1, 1, new TickClock());
        Assert.True(limit.TryTake(0, 0, 1, out var word));
        for (var i = 0; i < 100; i++)
        {
            Assert.False(limit.TryTake(word, i, 1, out _));
        }

        Assert.True(limit.TryTake(word, Second, 1, out _));
    }

    [Fact]
    public void TryTake_TimestampBeforeOrigin_CountsAsOrigin()
    {
        var limit = new RateLimit(10, 2, new TickClock(timestamp: 5 * Second));

        Assert.Equal(2, TakeAll(limit, 0, 0, out var word));
        Assert.Equal(TimeSpan.FromSeconds(0.1), Wait(limit, word, 0));
        Assert.Equal(TimeSpan.FromSeconds(0.1), Wait(limit, word, 5 * Second));
    }

    [Fact]
    public void TryTake_TimestampOfAnotherCoreABitEarlier_GivesNothingBack()
    {
        var limit = new RateLimit(10, 20, new TickClock());
        Assert.Equal(20, TakeAll(limit, 0, 10 * Second, out var word));

        Assert.Equal(0, TakeAll(limit, word, (10 * Second) - 1_000, out _));
    }

    [Fact]
    public void IsFull_TokenTaken_TurnsTrueAtTheTickItIsBack()
    {
        var limit = new RateLimit(4, 10, new TickClock());
        Assert.True(limit.IsFull(0, 0));
        Assert.True(limit.TryTake(0, 0, 1, out var word));

        Assert.False(limit.IsFull(word, (Second / 4) - 1));
        Assert.True(limit.IsFull(word, Second / 4));
    }

    [Theory]
    [InlineData(0.001, 1)]
    [InlineData(0.001, 10_000_000)]
    [InlineData(1, 1)]
    [InlineData(10.0 / 3, 7)]
    [InlineData(1_000_000, 1)]
    [InlineData(1_000_000, 10_000_000)]
    public void TryTake_After31Years_AdmitsTheBurstAndWaitsExactly(double rate, int burst)
    {
        const long Uptime = 31 * 366L * 86_400 * Second;
        var limit = new RateLimit(rate, burst, new TickClock());

        Assert.True(limit.IsFull(0, Uptime));
        Assert.True(limit.TryTake(0, Uptime, burst, out var word));
        Assert.False(limit.TryTake(word, Uptime, 1, out var refused));
        var wait = limit.GetWait(refused, Uptime);
        Assert.InRange(wait.TotalSeconds * rate, 0.9, 1.2);
        Assert.True(limit.TryTake(word, Uptime + (wait.Ticks * 100), 1, out _));
        Assert.False(limit.TryTake(word, Uptime + ((wait.Ticks - 1) * 100), 1, out _));
    }

    [Fact]
    public void TryTake_MachineUpFor31YearsBeforeStart_CountsFromTheStart()
    {
        const long Uptime = 31 * 366L * 86_400 * Second;
        var limit = new RateLimit(2, 2, new TickClock(timestamp: Uptime));

        Assert.Equal(2, TakeAll(limit, 0, Uptime, out var word));
        Assert.Equal(TimeSpan.FromSeconds(0.5), Wait(limit, word, Uptime));
    }

    private static TimeSpan Wait(RateLimit limit, long word, long timestamp)
    {
        Assert.False(limit.TryTake(word, timestamp, 1, out var refused));
        return limit.GetWait(refused, timestamp);
    }

    private static int TakeAll(RateLimit limit, long word, long timestamp, out long last)
    {
        var taken = 0;
        while (limit.TryTake(word, timestamp, 1, out var next))
        {
            word = next;
            taken++;
        }

        last = word;
        return taken;
    }
}
