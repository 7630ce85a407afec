using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

/// <summary>Reading what is left, and asking without taking.</summary>
public class CallerStateLevelsTests
{
    private static readonly SharedLimitSet None = new([]);
    private readonly TickClock _clock = new();

    [Fact]
    public void GetLevels_SomeUsed_TellsBothLimitsAtThisMoment()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 2, burst: 10, quota: 100));
        state.Admit(_clock.Timestamp, 4);
        _clock.Advance(TimeSpan.FromMilliseconds(500));

        var levels = state.GetLevels()!.Value;

        Assert.Equal((7, 96L, 4L), (levels.TokensLeft, levels.QuotaLeft, levels.QuotaUsed));
        Assert.Equal(TimeSpan.FromSeconds(1.5), levels.TimeUntilFull);
        Assert.Equal(TimeSpan.FromHours(12) - TimeSpan.FromMilliseconds(500), levels.TimeUntilPeriodEnds);
        Assert.Equal((false, true), (levels.IsFull, levels.HasUsedQuota));
    }

    [Fact]
    public void GetLevels_NoLimits_TellsNone()
    {
        var state = TestStates.Create(TestPlans.Create(_clock));
        state.Admit(_clock.Timestamp, 4);

        var levels = state.GetLevels()!.Value;

        Assert.Equal((null, null), (levels.TokensLeft, levels.QuotaLeft));
        Assert.Equal((true, false), (levels.IsFull, levels.HasUsedQuota));
    }

    [Fact]
    public void GetLevels_QuotaOverdrawnThenExtended_IsNeverBelowZero()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, quota: 3));
        state.Charge(5);
        Assert.Equal(0, state.GetLevels()!.Value.QuotaLeft);
        Assert.True(state.TryExtendQuota(10));

        Assert.Equal(8, state.GetLevels()!.Value.QuotaLeft);
    }

    [Fact]
    public void GetLevels_CallerOfAnOverride_TellsTheRateOfItsEndpoint()
    {
        var options = new UsagePlanOptions { Rate = 10, Quota = new QuotaOptions { Limit = 50 } };
        options.Endpoints["POST /a"] = new ThrottleOptions { Rate = 1, Burst = 3 };
        var state = TestStates.Create(TestPlans.Create(_clock, options));
        var caller = state.GetOverrideCaller(new CallerIdentity("alice", null, new Dictionary<string, string>(), ["plan"]), 0);
        state.Admit(_clock.Timestamp, 2, index: 0);

        var own = ((ILimitLevels)caller.Usage).GetLevels()!.Value;

        Assert.Equal((0, 1, 48L), (own.Override, own.TokensLeft, own.QuotaLeft));
        Assert.Equal((-1, 10, 48L), (state.GetLevels()!.Value.Override, state.GetLevels()!.Value.TokensLeft, state.GetLevels()!.Value.QuotaLeft));
    }

    [Fact]
    public void GetLevels_Evicted_TellsThoseOfTheStateThatTookItsPlace()
    {
        var plan = TestPlans.Create(_clock, quota: 10);
        var table = TestStates.CreateTable(1, _clock);
        var evicted = table.GetOrCreate("alice", plan)!;
        Assert.NotNull(table.GetOrCreate("bob", plan));
        var successor = table.GetOrCreate("alice", plan)!;
        successor.Admit(_clock.Timestamp, 3);

        Assert.NotSame(evicted, successor);
        Assert.Equal(7, evicted.GetLevels()!.Value.QuotaLeft);
    }

    [Fact]
    public void GetLevels_EvictedAndNoRoom_IsNull()
    {
        var plan = TestPlans.Create(_clock, quota: 10);
        var table = TestStates.CreateTable(1, _clock);
        var evicted = table.GetOrCreate("alice", plan)!;
        table.GetOrCreate("bob", plan)!.Admit(_clock.Timestamp, 1);

        Assert.Null(evicted.GetLevels());
    }

    [Fact]
    public void Check_AnyNumberOfTimes_SpendsNothingAndAnswersAsAdmissionWould()
    {
        var plan = TestPlans.Create(_clock, rate: 1, burst: 2, quota: 3);
        var state = TestStates.Create(plan);
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(AdmissionOutcome.Admitted, Check(state, 2).Outcome);
        }

        Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 2).Outcome);
        Assert.Equal(new Admission(AdmissionOutcome.RateExceeded, TimeSpan.FromSeconds(1)), Check(state, 1));
        Assert.Equal(Check(state, 1), state.Admit(_clock.Timestamp, 1));
        Assert.Equal(new Admission(AdmissionOutcome.QuotaExceeded, TimeSpan.FromHours(12)), Check(state, 2));
    }

    private Admission Check(CallerState state, int cost) =>
        state.Check(new AdmissionRequest(state.Plan, Override: -1, _clock.Timestamp, cost, Permits.None), None);
}
