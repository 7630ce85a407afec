using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>Reading, resetting, extending and dropping a state.</summary>
public class CallerStateUsageTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new();
    private readonly CallerStateTable _table;

    public CallerStateUsageTests() => _table = TestStates.CreateTable(10, _clock);

    [Fact]
    public void GetUsage_PeriodHasEnded_ShowsTheNewOneBeforeAnyRequest()
    {
        var state = Create(quota: 10);
        Admit(state, 4);
        _clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal(new QuotaUsage(0, 10, 10, Tomorrow.AddDays(1)), state.GetUsage());
    }

    [Fact]
    public void ResetQuota_QuotaUsedAndExtended_TakesBothBack()
    {
        var state = Create(quota: 10);
        Assert.True(state.TryExtendQuota(5));
        Admit(state, 15);
        state.ResetQuota();

        Assert.Equal(new QuotaUsage(0, 10, 10, Tomorrow), state.GetUsage());
    }

    [Fact]
    public void TryExtendQuota_QuotaUsedUp_AdmitsThatManyMoreUntilThePeriodEnds()
    {
        var state = Create(quota: 2);
        Admit(state, 2);
        Assert.True(state.TryExtendQuota(1));
        Assert.True(state.TryExtendQuota(2));
        Assert.Equal(new QuotaUsage(2, 5, 3, Tomorrow), state.GetUsage());
        Admit(state, 3);
        Assert.Equal(AdmissionOutcome.QuotaExceeded, state.Admit(_clock.Timestamp, 1).Outcome);
        _clock.Advance(TimeSpan.FromHours(12));

        Admit(state, 2);
        Assert.Equal(new QuotaUsage(2, 2, 0, Tomorrow.AddDays(1)), state.GetUsage());
    }

    [Fact]
    public void TryExtendQuota_FirstCallOfANewPeriod_ExtendsTheNewOne()
    {
        var state = Create(quota: 2);
        Admit(state, 2);
        _clock.Advance(TimeSpan.FromHours(12));
        Assert.True(state.TryExtendQuota(1));

        Assert.Equal(new QuotaUsage(0, 3, 3, Tomorrow.AddDays(1)), state.GetUsage());
    }

    [Fact]
    public void TryExtendQuota_MoreThanCanBeCounted_StaysAtTheMostAndNeverShrinks()
    {
        var state = Create(quota: 10);
        var last = 10L;
        foreach (var amount in (long[])[long.MaxValue, 1, long.MaxValue, long.MaxValue, 1, 1_000])
        {
            Assert.True(state.TryExtendQuota(amount));
            var usage = state.GetUsage()!;
            Assert.InRange(usage.Limit, last, long.MaxValue);
            Assert.Equal(usage.Limit, usage.Remaining);
            last = usage.Limit;
        }

        Admit(state, 1);
        Assert.Equal(last - 1, state.GetUsage()!.Remaining);
    }

    [Fact]
    public void TryEvict_BucketNotFull_Refuses()
    {
        var state = Create(rate: 1, burst: 2);
        Admit(state, 1);

        Assert.False(state.TryEvict(_table, _clock.Timestamp));
        _clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        Assert.False(state.TryEvict(_table, _clock.Timestamp));
    }

    [Fact]
    public void TryEvict_RateOnlyAndBucketFullAgain_Drops()
    {
        var state = Create(rate: 1, burst: 2);
        Admit(state, 2);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(state.TryEvict(_table, _clock.Timestamp));
    }

    [Fact]
    public void TryEvict_PlanWithoutLimits_DropsAfterUse()
    {
        var state = Create();
        Admit(state, 3);

        Assert.True(state.TryEvict(_table, _clock.Timestamp));
    }

    [Fact]
    public void TryEvict_QuotaUsed_RefusesUntilThePeriodEnds()
    {
        var state = Create(rate: 1, burst: 1, quota: 10);
        Admit(state, 1);
        _clock.Advance(TimeSpan.FromHours(11));
        Assert.False(state.TryEvict(_table, _clock.Timestamp));
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.True(state.TryEvict(_table, _clock.Timestamp));
    }

    [Fact]
    public void TryEvict_QuotaExtendedAndNothingUsed_RefusesUntilThePeriodEnds()
    {
        var state = Create(quota: 10);
        Assert.True(state.TryExtendQuota(1));
        Assert.False(state.TryEvict(_table, _clock.Timestamp));
        _clock.Advance(TimeSpan.FromHours(12));

        Assert.True(state.TryEvict(_table, _clock.Timestamp));
    }

    [Fact]
    public void Admit_Evicted_SaysSoAndSpendsNothing()
    {
        var state = Create(rate: 1, burst: 1, quota: 1);
        Assert.True(state.TryEvict(_table, _clock.Timestamp));

        Assert.Equal(new Admission(AdmissionOutcome.Evicted, default), state.Admit(_clock.Timestamp, 1));
        Assert.Equal(new QuotaUsage(0, 1, 1, Tomorrow), state.GetUsage());
        Assert.True(state.TryEvict(_table, _clock.Timestamp));
    }

    [Fact]
    public void Charge_Evicted_CountsInTheStateThatTookItsPlace()
    {
        var plan = TestPlans.Create(_clock, quota: 10);
        var table = TestStates.CreateTable(1, _clock);
        var state = table.GetOrCreate("alice", plan)!;
        Assert.NotNull(table.GetOrCreate("bob", plan));

        state.Charge(3);
        Assert.True(state.TryExtendQuota(5));

        Assert.Equal(new QuotaUsage(3, 15, 12, Tomorrow), state.GetUsage());
    }

    private CallerState Create(double? rate = null, int? burst = null, long? quota = null) =>
        TestStates.Create(TestPlans.Create(_clock, rate, burst, quota));

    private void Admit(CallerState state, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
        }
    }
}
