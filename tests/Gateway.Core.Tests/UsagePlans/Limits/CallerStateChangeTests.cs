using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>A plan changes while its callers use it.</summary>
public class CallerStateChangeTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new(timestamp: 1_000_000_000L * 86_400);
    private readonly QuotaCalendars _calendars;

    public CallerStateChangeTests() => _calendars = new QuotaCalendars(_clock);

    [Theory]
    [InlineData(10, 100, 20, 100, 50)]
    [InlineData(10, 100, 5, 100, 50)]
    [InlineData(10, 100, 10, 200, 100)]
    [InlineData(10, 100, 10, 50, 25)]
    [InlineData(10, 100, 100, 1_000, 500)]
    [InlineData(0.001, 100, 1_000_000, 100, 50)]
    [InlineData(1_000_000, 100, 0.001, 100, 50)]
    public void Admit_RateOrBurstHasChanged_CarriesTheLevelOverInProportion(double rate, int burst, double newRate, int newBurst, int left)
    {
        var old = Create(new() { Rate = rate, Burst = burst });
        var state = TestStates.Create(old);
        Assert.True(state.Admit(_clock.Timestamp, burst / 2).IsAdmitted());
        var changed = Create(new() { Rate = newRate, Burst = newBurst }, old, 1);

        Assert.InRange(state.Drain(_clock.Timestamp, changed), left - 1, left);
        Assert.Same(changed, state.Plan);
    }

    [Fact]
    public void Admit_ChangedWhenFullOrEmptyOrInDebt_StaysSo()
    {
        var old = Create(new() { Rate = 1, Burst = 100 });
        var (full, empty, debtor) = (TestStates.Create(old), TestStates.Create(old), TestStates.Create(old));
        Assert.Equal(100, empty.Drain(_clock.Timestamp));
        debtor.Charge(150);
        var changed = Create(new() { Rate = 2, Burst = 10 }, old, 1);

        Assert.Equal(10, full.Drain(_clock.Timestamp, changed));
        Assert.Equal(new Admission(AdmissionOutcome.RateExceeded, TimeSpan.FromSeconds(0.5)), empty.Admit(_clock.Timestamp, 1, plan: changed));
        Assert.Equal(new Admission(AdmissionOutcome.RateExceeded, TimeSpan.FromSeconds(3)), debtor.Admit(_clock.Timestamp, 1, plan: changed));
    }

    [Fact]
    public void Admit_OnlyOtherLimitsChanged_KeepsTheLevelToTheLastToken()
    {
        var old = Create(new() { Rate = 10.0 / 3, Burst = 1_000 });
        var state = TestStates.Create(old);
        Assert.True(state.Admit(_clock.Timestamp, 999).IsAdmitted());
        var plan = old;
        for (var version = 1; version <= 1_000; version++)
        {
            plan = Create(new() { Rate = 10.0 / 3, Burst = 1_000, Quota = new() { Limit = version + 10_000 }, Concurrency = version }, plan, version);
            Assert.Same(old.Rate, plan.Rate);
            Assert.False(state.Admit(_clock.Timestamp, 2, plan: plan).IsAdmitted());
        }

        Assert.Equal(1, state.Drain(_clock.Timestamp));
        _clock.Advance(TimeSpan.FromTicks(3_000_000));
        Assert.Equal(1, state.Drain(_clock.Timestamp));
    }

    [Fact]
    public void Admit_OverridesChanged_CarriesEachOverAndLeavesTheOthers()
    {
        var old = Create(WithEndpoints(("a", 1, 100), ("b", 1, 100)));
        var state = TestStates.Create(old);
        Assert.True(state.Admit(_clock.Timestamp, 50, index: old.GetOverrideIndex("a")).IsAdmitted());
        Assert.True(state.Admit(_clock.Timestamp, 90, index: old.GetOverrideIndex("b")).IsAdmitted());
        var changed = Create(WithEndpoints(("c", 1, 7), ("b", 1, 100), ("a", 1, 10)), old, 1);

        Assert.Equal(10, state.Drain(_clock.Timestamp, changed, changed.GetOverrideIndex("b")));
        Assert.Equal(5, state.Drain(_clock.Timestamp, changed, changed.GetOverrideIndex("a")));
        Assert.Equal(7, state.Drain(_clock.Timestamp, changed, changed.GetOverrideIndex("c")));
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(8, 2)]
    [InlineData(100, 94)]
    public void Admit_QuotaLimitHasChanged_KeepsWhatWasUsed(long limit, int left)
    {
        var old = Create(new() { Quota = new() { Limit = 10 } });
        var state = TestStates.Create(old);
        Assert.True(state.Admit(_clock.Timestamp, 6).IsAdmitted());
        var changed = Create(new() { Quota = new() { Limit = limit } }, old, 1);

        Assert.Equal(left, state.Drain(_clock.Timestamp, changed));
        Assert.Equal(new QuotaUsage(6 + left, limit, Math.Max(0, limit - 6 - left), Tomorrow), state.GetUsage());
    }

    [Theory]
    [InlineData(QuotaPeriod.Day, 0, QuotaPeriod.Week, 0)]
    [InlineData(QuotaPeriod.Week, 0, QuotaPeriod.Week, 3)]
    [InlineData(QuotaPeriod.Month, 5, QuotaPeriod.Month, 6)]
    [InlineData(QuotaPeriod.Month, 0, QuotaPeriod.Day, 0)]
    public void Admit_KindOfPeriodHasChanged_StartsEmptyAndEndsWithTheNewPeriod(QuotaPeriod period, int offset, QuotaPeriod newPeriod, int newOffset)
    {
        // Many periods have passed on one of the calendars before the change: their numbers have nothing to do with each other.
        var old = Create(new() { Quota = new() { Limit = 10, Period = period, Offset = offset } });
        var other = Create(new() { Quota = new() { Limit = 3, Period = newPeriod, Offset = newOffset } });
        var state = TestStates.Create(old);
        var unrelated = TestStates.Create(other);
        for (var day = 0; day < 100; day++)
        {
            _clock.Advance(TimeSpan.FromDays(1));
            state.Admit(_clock.Timestamp, 1);
            unrelated.Admit(_clock.Timestamp, 1);
        }

        state.Charge(20);
        var changed = Create(new() { Quota = new() { Limit = 3, Period = newPeriod, Offset = newOffset } }, old, 1);
        Assert.Equal(3, state.Drain(_clock.Timestamp, changed));
        var wait = state.Admit(_clock.Timestamp, 1).RetryAfter;
        Assert.Equal(state.GetUsage()!.ResetsAt - _clock.UtcNow, wait);
        _clock.Advance(wait);

        Assert.Equal(3, state.Drain(_clock.Timestamp));
    }

    [Fact]
    public void Admit_QuotaTakenAwayAndGivenBack_StartsEmpty()
    {
        var old = Create(new() { Quota = new() { Limit = 2 } });
        var state = TestStates.Create(old);
        Assert.Equal(2, state.Drain(_clock.Timestamp));
        var without = Create(new(), old, 1);
        Assert.True(state.Admit(_clock.Timestamp, 1_000, plan: without).IsAdmitted());
        Assert.Null(state.GetUsage());

        Assert.Equal(2, state.Drain(_clock.Timestamp, Create(new() { Quota = new() { Limit = 2 } }, without, 2)));
    }

    [Fact]
    public void Admit_RequestOfAnOlderVersionAfterANewerOne_IsHeldToTheNewer()
    {
        var old = Create(new() { Rate = 1, Burst = 1_000, Quota = new() { Limit = 1_000, Period = QuotaPeriod.Month } });
        var newer = Create(new() { Rate = 1, Burst = 10, Quota = new() { Limit = 5 } }, old, 1);
        var state = TestStates.Create(old);
        Assert.True(state.Admit(_clock.Timestamp, 1, plan: newer).IsAdmitted());

        Assert.Equal(4, state.Drain(_clock.Timestamp, old));
        Assert.Same(newer, state.Plan);
        var refused = state.Admit(_clock.Timestamp, 1, plan: old);
        Assert.Equal(new Admission(AdmissionOutcome.QuotaExceeded, Tomorrow.AddDays(0) - _clock.UtcNow), refused);
    }

    [Fact]
    public void Admit_MoreVersionsThanAByteCounts_CarriesTheLevelThroughAll()
    {
        var plan = Create(new() { Rate = 0.001, Burst = 1_000 });
        var state = TestStates.Create(plan);
        Assert.True(state.Admit(_clock.Timestamp, 500).IsAdmitted());
        for (var version = 1; version <= 1_000; version++)
        {
            plan = Create(new() { Rate = 0.001, Burst = 1_000 + (version % 2 * 1_000) }, plan, version);
            Assert.True(state.Admit(_clock.Timestamp, 0, plan: plan).IsAdmitted());
        }

        Assert.InRange(state.Drain(_clock.Timestamp), 499, 500);
    }

    [Fact]
    public void Return_PlanChangedMeanwhile_GivesThePermitBack()
    {
        var old = Create(new() { Concurrency = 1 });
        var state = TestStates.Create(old);
        Assert.True(state.Admit(_clock.Timestamp, 1, Permits.Concurrency).IsAdmitted());
        var without = Create(new(), old, 1);
        Assert.True(state.Admit(_clock.Timestamp, 1, plan: without).IsAdmitted());
        var again = Create(new() { Concurrency = 2 }, without, 2);
        Assert.True(state.Admit(_clock.Timestamp, 1, Permits.Concurrency, plan: again).IsAdmitted());
        Assert.False(state.Admit(_clock.Timestamp, 1, Permits.Concurrency).IsAdmitted());
        state.Return(Permits.Concurrency);
        state.Return(Permits.Concurrency);

        Assert.True(state.Admit(_clock.Timestamp, 1, Permits.Concurrency).IsAdmitted());
        Assert.True(state.Admit(_clock.Timestamp, 1, Permits.Concurrency).IsAdmitted());
        Assert.False(state.Admit(_clock.Timestamp, 1, Permits.Concurrency).IsAdmitted());
    }

    /// <summary>
    /// No time passes. Every token of a bucket of 10 is a tenth of it, every one of a bucket of 20 a twentieth, and more than one bucket can
    /// never be given: so more than 20 would be a level read in the wrong units. So would be far fewer, as the units differ by 2^15.
    /// </summary>
    [Fact]
    public void Admit_ThreadsWithOldAndNewVersionsMixed_GiveNoMoreThanTheLargestAndNoLessThanTheSmallestBucket()
    {
        const int Rounds = 500;
        const int Versions = 12;
        var plans = new UsagePlan[Versions];
        for (var version = 0; version < Versions; version++)
        {
            var isWide = version % 2 == 1;
            plans[version] = Create(new() { Rate = isWide ? 1_000_000 : 0.001, Burst = isWide ? 20 : 10 }, version == 0 ? null : plans[version - 1], version);
        }

        _clock.Timestamp += 1_000 * _clock.TimestampFrequency;
        var states = Enumerable.Range(0, Rounds).Select(_ => TestStates.Create(plans[0])).ToArray();
        var admitted = new int[Rounds];
        Crowd.Run(8, thread =>
        {
            var random = new Random(thread);
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < 4 * Versions; i++)
                {
                    var version = Math.Clamp((i / 4) + random.Next(-2, 3), 0, Versions - 1);
                    if (states[round].Admit(_clock.Timestamp, 1, plan: plans[version]).IsAdmitted())
                    {
                        Interlocked.Increment(ref admitted[round]);
                    }
                }
            }
        });

        Assert.All(admitted, count => Assert.InRange(count, 9, 20));
        Assert.All(states, state => Assert.Same(plans[^1], state.Plan));
    }

    private UsagePlan Create(UsagePlanOptions options, UsagePlan? previous = null, int version = 0) =>
        TestPlans.Create(_clock, options, previous, _calendars, version);

    private static UsagePlanOptions WithEndpoints(params (string Id, double Rate, int Burst)[] endpoints)
    {
        var options = new UsagePlanOptions();
        foreach (var (id, rate, burst) in endpoints)
        {
            options.Endpoints[id] = new ThrottleOptions { Rate = rate, Burst = burst };
        }

        return options;
    }
}
