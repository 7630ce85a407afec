using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

/// <summary>A limit takes the place of another while its bucket is in use: what is left is carried over in proportion.</summary>
public class RateLimitChangeTests
{
    private const long Uptime = 1_000_000_000L * 86_400 * 30;
    private readonly TickClock _clock = new(timestamp: Uptime);

    public static TheoryData<double, int, double, int> Changes { get; } = new()
    {
        { 10, 1_000, 20, 1_000 },
        { 20, 1_000, 10, 1_000 },
        { 10, 1_000, 10, 2_000 },
        { 10, 2_000, 10, 1_000 },
        { 10, 1_000, 100, 10_000 },
        { 100, 10_000, 10, 1_000 },
        { 0.001, 1_000, 1_000_000, 1_000 },
        { 1_000_000, 1_000, 0.001, 1_000 },
        { 0.001, 100, 1_000_000, 10_000_000 },
        { 1_000_000, 10_000_000, 0.001, 100 },
        { 10.0 / 3, 300, 1_000.0 / 7, 700 },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Convert_AnyLevel_IsTheSamePartOfTheNewBucket(double rate, int burst, double newRate, int newBurst)
    {
        var (from, to) = Create(rate, burst, newRate, newBurst);
        foreach (var percent in (int[])[0, 1, 10, 25, 50, 75, 90, 99, 100])
        {
            Assert.True(from.TryTake(0, _clock.Timestamp, burst - (burst * percent / 100), out var word));
            var expected = newBurst * percent / 100;

            // Rounded against the caller by one unit: the last token of a level that is a whole number may be a millionth short.
            Assert.InRange(GetLevel(to, to.Convert(word, from, _clock.Timestamp)), percent is 0 or 100 ? expected : expected - 1, expected);
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Convert_Full_IsFullToTheLastToken(double rate, int burst, double newRate, int newBurst)
    {
        var (from, to) = Create(rate, burst, newRate, newBurst);
        foreach (var word in (long[])[0, from.Charge(0, _clock.Timestamp - 1, 0)])
        {
            var converted = to.Convert(word, from, _clock.Timestamp);

            Assert.True(to.IsFull(converted, _clock.Timestamp));
            Assert.Equal(newBurst, GetLevel(to, converted));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Convert_Debt_IsTheSameDebtInNewBuckets(double rate, int burst, double newRate, int newBurst)
    {
        var (from, to) = Create(rate, burst, newRate, newBurst);
        foreach (var percent in (int[])[100, 50, 10])
        {
            var word = from.Charge(0, _clock.Timestamp, burst + (burst * percent / 100));
            var converted = to.Convert(word, from, _clock.Timestamp);
            Assert.False(to.TryTake(converted, _clock.Timestamp, 1, out var refused));

            // The debt and the token that is asked for, at the new rate.
            var expected = ((newBurst * percent / 100.0) + 1) / newRate;
            Assert.InRange(to.GetWait(refused, _clock.Timestamp).TotalSeconds / expected, 1 - 1e-6, 1.001);
        }
    }

    [Fact]
    public void Convert_TimeHasPassedUnderTheOldLimit_CountsAtTheOldRate()
    {
        var (from, to) = Create(10, 100, 1, 1_000);
        Assert.True(from.TryTake(0, _clock.Timestamp, 100, out var word));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.InRange(GetLevel(to, to.Convert(word, from, _clock.Timestamp)), 499, 500);
    }

    [Fact]
    public void Convert_ThousandsOfChangesInARow_NeitherGivesNorTakesMoreThanTheirRounding()
    {
        // The coarsest unit there is, 1/32 of a token at the largest rate, is 1/32,000 of the smallest bucket here.
        var random = new Random(31);
        var from = new RateLimit(10, 1_000, _clock);
        Assert.True(from.TryTake(0, _clock.Timestamp, 500, out var word));
        for (var version = 1; version <= 3_000; version++)
        {
            var to = new RateLimit(Math.Pow(10, (random.NextDouble() * 9) - 3), random.Next(1_000, 10_000_000), _clock, version);
            word = to.Convert(word, from, _clock.Timestamp);
            from = to;
            _clock.Timestamp += random.Next(2);
            Assert.InRange(GetLevel(from, word) / (double)from.Burst, 0, 1);
        }

        var last = new RateLimit(0.001, 1_000_000, _clock);
        Assert.InRange(GetLevel(last, last.Convert(word, from, _clock.Timestamp)), 400_000, 1_000_000);
    }

    [Fact]
    public void Convert_AnyWordAtAnyTime_IsNeverMoreThanOneBucketInDebtAndNeverOverfull()
    {
        var random = new Random(32);
        for (var i = 0; i < 20_000; i++)
        {
            var (from, to) = Create(NextRate(random), NextBurst(random), NextRate(random), NextBurst(random));
            var word = from.Charge(0, _clock.Timestamp + random.Next(1_000), random.Next(10_000_001));
            var converted = to.Convert(word, from, _clock.Timestamp + random.Next(1_000) - 500);
            var now = _clock.Timestamp + 1_000;

            Assert.InRange(converted, 0, (1L << 55) - 1);
            Assert.InRange(GetLevel(to, converted, now), -to.Burst, to.Burst);
        }
    }

    [Fact]
    public void Create_NothingChanged_IsTheLimitBefore()
    {
        var before = RateLimit.Create(null, new ThrottleOptions { Rate = 2.5 }, _clock, version: 1);

        Assert.Same(before, RateLimit.Create(before, new ThrottleOptions { Rate = 2.5 }, _clock, version: 2));
        Assert.Same(before, RateLimit.Create(before, new ThrottleOptions { Rate = 2.5, Burst = 3 }, _clock, version: 2));
        Assert.Equal(3, RateLimit.Create(before, new ThrottleOptions { Rate = 2.6 }, _clock, version: 3).Version);
        Assert.Equal(4, RateLimit.Create(before, new ThrottleOptions { Rate = 2.5, Burst = 4 }, _clock, version: 4).Version);
    }

    private static double NextRate(Random random) => Math.Pow(10, (random.NextDouble() * 9) - 3);

    private static int NextBurst(Random random) => (int)Math.Pow(10, random.NextDouble() * 7);

    private (RateLimit From, RateLimit To) Create(double rate, int burst, double newRate, int newBurst)
    {
        // The new one begins to count later, so that its words are in other units and from another origin.
        var from = new RateLimit(rate, burst, new TickClock());
        return (from, new RateLimit(newRate, newBurst, new TickClock(timestamp: Uptime - 1_000_000), version: 1));
    }

    private long GetLevel(RateLimit limit, long word) => GetLevel(limit, word, _clock.Timestamp);

    /// <summary>The whole tokens that are left; below zero a debt.</summary>
    private static long GetLevel(RateLimit limit, long word, long timestamp)
    {
        var (least, most) = (-2L * limit.Burst, (long)limit.Burst);
        while (least < most)
        {
            // A cost below zero asks whether a debt of so much is reached.
            var middle = least + ((most - least + 1) / 2);
            (least, most) = limit.TryTake(word, timestamp, (int)middle, out _) ? (middle, most) : (least, middle - 1);
        }

        return least;
    }
}
