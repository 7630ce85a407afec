using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

/// <summary>Reading a level, which must say what taking would find.</summary>
public class RateLimitLevelsTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void GetRemaining_NewState_IsTheBurst()
    {
        Assert.Equal(20, new RateLimit(10, 20, new TickClock()).GetRemaining(0, 0));
        Assert.Equal(10_000_000, new RateLimit(0.001, 10_000_000, new TickClock()).GetRemaining(0, 0));
    }

    [Fact]
    public void GetRemaining_TokenAlmostThere_DoesNotCountIt()
    {
        var limit = new RateLimit(1, 2, new TickClock());
        Assert.True(limit.TryTake(0, 0, 2, out var word));

        Assert.Equal([0, 1, 1, 2], new[] { Second - 1, Second, (2 * Second) - 1, 2 * Second }.Select(now => limit.GetRemaining(word, now)));
    }

    [Fact]
    public void GetRemaining_InDebt_IsZero()
    {
        var limit = new RateLimit(1, 2, new TickClock());
        var word = limit.Charge(0, 0, 4);

        Assert.Equal([0, 0, 1, 2, 2], new[] { 0, 2, 3, 4, 9 }.Select(second => limit.GetRemaining(word, second * Second)));
        Assert.Equal(TimeSpan.FromSeconds(4), limit.GetTimeUntilFull(word, 0));
    }

    [Fact]
    public void GetRemaining_AnyLevel_IsTheLargestCostThatFits()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var limit = new RateLimit(Math.Pow(10, (random.NextDouble() * 9) - 3), random.Next(1, 10_000), new TickClock());
            var then = random.NextInt64(1_000_000 * Second);
            Assert.True(limit.TryTake(0, then, random.Next(1, limit.Burst + 1), out var word));
            var now = then + (long)(random.NextDouble() * limit.Burst / limit.Rate * Second);
            var remaining = limit.GetRemaining(word, now);

            Assert.True(limit.TryTake(word, now, remaining, out _));
            Assert.False(limit.TryTake(word, now, remaining + 1, out _));
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(3)]
    [InlineData(333_333)]
    public void GetTimeUntilFull_SomeTaken_IsTheFirstTickAtWhichItIsFull(double rate)
    {
        var clock = new TickClock(timestamp: 5_000);
        var limit = new RateLimit(rate, 100, clock);
        Assert.True(limit.TryTake(0, 5_000, 7, out var word));
        var full = limit.GetFullTimestamp(word);

        Assert.False(limit.IsFull(word, full - 1));
        Assert.True(limit.IsFull(word, full));
        Assert.Equal(TimeSpan.FromTicks((full - 5_000 + 99) / 100), limit.GetTimeUntilFull(word, 5_000));
        Assert.Equal(TimeSpan.Zero, limit.GetTimeUntilFull(word, full));
    }

    [Fact]
    public void GetFullTimestamp_NewState_IsWhenTheLimitWasMade() =>
        Assert.Equal(5_000, new RateLimit(1, 1, new TickClock(timestamp: 5_000)).GetFullTimestamp(0));
}
