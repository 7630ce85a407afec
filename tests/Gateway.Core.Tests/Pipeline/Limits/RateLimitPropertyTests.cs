using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Limits;

/// <summary>What holds for every rate, burst, arrival pattern and clock; the seeds are fixed, so a failure repeats.</summary>
public class RateLimitPropertyTests
{
    private const int Rounds = 40;
    private const long SecondsIn31Years = 31 * 366L * 86_400;

    public static TheoryData<long, long> Clocks { get; } = new()
    {
        { 1_000_000_000, 0 },
        { 1_000_000_000, SecondsIn31Years },
        { 10_000_000, 0 },
        { 10_000_000, SecondsIn31Years },
        { 3_579_545, 12_345 },
        { 32_768, 0 },
        { 1_000, SecondsIn31Years },
    };

    [Theory]
    [MemberData(nameof(Clocks))]
    public void TryTake_AnyArrivals_AdmitsAtMostRateTimesWindowPlusBurstInEveryWindow(long frequency, long uptimeSeconds)
    {
        var random = new Random(4711);
        for (var round = 0; round < Rounds; round++)
        {
            var (rate, burst) = (NextRate(random), NextBurst(random));
            var limit = new RateLimit(rate, burst, new TickClock(frequency, 77));
            var start = 77 + (uptimeSeconds * frequency);
            var (word, now, admitted) = (0L, start, 0L);

            // Over all pairs of admissions i <= j at once: what was admitted up to j, less what it may be, against its lowest value before i.
            var lowest = double.MaxValue;
            var worst = double.MinValue;
            for (var i = 0; i < 4_000; i++)
            {
                now += NextGap(random, rate, frequency);
                var cost = random.Next(4) == 0 ? random.Next(1, Math.Min(burst, 50) + 1) : 1;
                if (random.Next(500) == 0)
                {
                    cost = burst;
                }

                if (limit.TryTake(word, now, cost, out var next))
                {
                    word = next;
                    var allowed = rate * (now - start) / frequency;
                    lowest = Math.Min(lowest, admitted - allowed);
                    admitted += cost;
                    worst = Math.Max(worst, admitted - allowed - lowest);
                }
            }

            Assert.True(worst <= burst + Grain(rate), $"rate {rate:R}, burst {burst}, round {round}: {worst:R} in one window");
        }
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void TryTake_DemandAlwaysExceedsTheLimit_AdmitsNoFewerThanRateTimesWindowPlusBurstMinusOne(long frequency, long uptimeSeconds)
    {
        var random = new Random(815);
        for (var round = 0; round < Rounds; round++)
        {
            // A bucket that fills up within one tick of the clock loses what nobody could ask for in between.
            var rate = NextRate(random);
            var burst = Math.Max(NextBurst(random), 2 + (int)Math.Ceiling(rate / frequency));
            var limit = new RateLimit(rate, burst, new TickClock(frequency, 77));
            var start = 77 + (uptimeSeconds * frequency);
            Assert.True(limit.TryTake(0, start, burst - 1, out var word));
            var (now, admitted) = (start, burst - 1L);
            for (var i = 0; i < 500; i++)
            {
                long next;
                while (limit.TryTake(word, now, 1, out next))
                {
                    word = next;
                    admitted++;
                }

                // The latest moment without a further admission is the tick before the next one.
                now = FirstTickThatAdmits(limit, word, now, limit.GetWait(next, now), frequency);
                var due = burst + (rate * (now - 1 - start) / frequency);
                Assert.True(
                    admitted >= due - 1 - Grain(rate) && admitted <= due + Grain(rate),
                    $"rate {rate:R}, burst {burst}, round {round}, {now - 1 - start} ticks: {admitted} admitted, {due:R} due");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Clocks))]
    public void GetWait_AnyRefusal_AdmitsAfterExactlyThatTimeAndNotOneTickEarlier(long frequency, long uptimeSeconds)
    {
        var random = new Random(1234);
        var refusals = 0;
        for (var round = 0; round < Rounds * 5; round++)
        {
            var (rate, burst) = (NextRate(random), NextBurst(random));
            var clock = new TickClock(frequency, 77);
            var limit = new RateLimit(rate, burst, clock);
            var now = 77 + (uptimeSeconds * frequency);
            var word = 0L;
            var longest = (int)Math.Min(burst, rate * SecondsIn31Years);
            for (var i = 0; i < 50 && now < 2 * SecondsIn31Years * frequency; i++)
            {
                var cost = random.Next(3) == 0 ? random.Next(1, longest + 1) : longest;
                if (limit.TryTake(word, now, cost, out var next))
                {
                    word = next;
                    now += NextGap(random, rate, frequency);
                    continue;
                }

                var wait = limit.GetWait(next, now);
                Assert.True(wait > TimeSpan.Zero);
                var justBefore = now + clock.ToTimestampTicks(wait - TimeSpan.FromTicks(1));
                Assert.False(limit.TryTake(word, justBefore, cost, out _), $"rate {rate:R}, burst {burst}: cost {cost}, word {word}, at {now}: {wait} is too long");
                now += clock.ToTimestampTicks(wait);
                Assert.True(limit.TryTake(word, now, cost, out next), $"rate {rate:R}, burst {burst}: cost {cost}, word {word}, at {now}: {wait} is too short");
                word = next;
                refusals++;
            }
        }

        Assert.True(refusals > 500, $"only {refusals} refusals were looked at");
    }

    /// <summary>
    /// The smallest part of a token that a state can hold: 2^-20, or what is left of 55 bits when 31 years of tokens are to fit. A window may
    /// begin and end within one such part.
    /// </summary>
    private static double Grain(double rate) => Math.Max(1.0 / (1 << 20), rate * 1e9 / (1L << 54)) + 1e-7;

    private static double NextRate(Random random) => random.Next(6) switch
    {
        0 => 0.001,
        1 => 1_000_000,
        2 => random.Next(1, 100) / 3.0,
        3 => random.Next(1, 1_000),
        _ => Math.Pow(10, (random.NextDouble() * 9) - 3),
    };

    private static int NextBurst(Random random) => random.Next(5) switch
    {
        0 => 1,
        1 => 10_000_000,
        _ => (int)Math.Pow(10, random.NextDouble() * 7),
    };

    /// <summary>Crowds at one tick, steady traffic about the rate, and pauses.</summary>
    private static long NextGap(Random random, double rate, long frequency) => random.Next(8) switch
    {
        0 or 1 or 2 => 0,
        3 => 1,
        7 => (long)(random.NextDouble() * 100 / rate * frequency),
        _ => (long)(-Math.Log(1 - random.NextDouble()) / rate * frequency),
    };

    // The wait is rounded up to 100 ns, which are many ticks of a fine clock.
    private static long FirstTickThatAdmits(RateLimit limit, long word, long now, TimeSpan wait, long frequency)
    {
        var (refusedAt, admittedAt) = (now, now + (long)((Int128)wait.Ticks * frequency / TimeSpan.TicksPerSecond));
        while (admittedAt - refusedAt > 1)
        {
            var middle = refusedAt + ((admittedAt - refusedAt) / 2);
            (refusedAt, admittedAt) = limit.TryTake(word, middle, 1, out _) ? (refusedAt, middle) : (middle, admittedAt);
        }

        return admittedAt;
    }
}
