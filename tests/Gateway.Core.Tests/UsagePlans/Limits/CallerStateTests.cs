using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Limits;

public class CallerStateTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new();

    [Fact]
    public void Admit_RateRefuses_SpendsNoQuota()
    {
        var state = Create(rate: 1, burst: 2, quota: 10);
        Assert.Equal(2, AdmitAll(state));

        Assert.Equal(new Admission(AdmissionOutcome.RateExceeded, TimeSpan.FromSeconds(1)), state.Admit(_clock.Timestamp, 1));
        Assert.Equal(new QuotaUsage(2, 10, 8, Tomorrow), state.GetUsage());
    }

    [Fact]
    public void Admit_QuotaRefuses_SpendsNoRate()
    {
        var state = Create(rate: 0.001, burst: 5, quota: 2);
        Assert.Equal(2, AdmitAll(state));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(AdmissionOutcome.QuotaExceeded, state.Admit(_clock.Timestamp, 1).Outcome);
        }

        state.ResetQuota();
        Assert.Equal(2, AdmitAll(state));
        state.ResetQuota();
        Assert.Equal(1, AdmitAll(state));
    }

    [Fact]
    public void Admit_RefusedManyTimes_AdmitsAtTheTimeTheFirstRefusalNamed()
    {
        var state = Create(rate: 10.0 / 3, burst: 1);
        Assert.Equal(1, AdmitAll(state));
        var wait = state.Admit(_clock.Timestamp, 1).RetryAfter;
        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(AdmissionOutcome.RateExceeded, state.Admit(_clock.Timestamp, 1).Outcome);
        }

        _clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.Equal(AdmissionOutcome.RateExceeded, state.Admit(_clock.Timestamp, 1).Outcome);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
    }

    [Fact]
    public void Admit_QuotaRefuses_WaitsExactlyUntilThePeriodEnds()
    {
        var state = Create(quota: 1);
        Assert.Equal(1, AdmitAll(state));
        var wait = state.Admit(_clock.Timestamp, 1).RetryAfter;

        Assert.Equal(Tomorrow - _clock.UtcNow, wait);
        _clock.Advance(wait - TimeSpan.FromTicks(1));
        Assert.Equal(
            new Admission(AdmissionOutcome.QuotaExceeded, TimeSpan.FromTicks(1)),
            state.Admit(_clock.Timestamp, 1));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
    }

    [Fact]
    public void Admit_BothRefuseAndThePeriodEndsLater_GivesTheTimeToThePeriodsEnd()
    {
        var state = Create(rate: 1, burst: 1, quota: 1);
        Assert.Equal(1, AdmitAll(state));

        Assert.Equal(new Admission(AdmissionOutcome.QuotaExceeded, TimeSpan.FromHours(12)), state.Admit(_clock.Timestamp, 1));
    }

    [Fact]
    public void Admit_BothRefuseAndTheRateRecoversLater_IsTheRatesRefusal()
    {
        _clock.UtcNow = Tomorrow.AddMinutes(-1);
        var state = Create(rate: 0.001, burst: 1, quota: 1);
        Assert.Equal(1, AdmitAll(state));

        Assert.Equal(new Admission(AdmissionOutcome.RateExceeded, TimeSpan.FromSeconds(1_000)), state.Admit(_clock.Timestamp, 1));
        _clock.Advance(TimeSpan.FromSeconds(1_000));
        Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 1).Outcome);
    }

    [Fact]
    public void Admit_CostAboveWhatIsLeftOfTheQuota_SpendsNothingAndASmallerCostFits()
    {
        var state = Create(quota: 10);
        Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 8).Outcome);

        Assert.Equal(AdmissionOutcome.QuotaExceeded, state.Admit(_clock.Timestamp, 3).Outcome);
        Assert.Equal(AdmissionOutcome.Admitted, state.Admit(_clock.Timestamp, 2).Outcome);
        Assert.Equal(new QuotaUsage(10, 10, 0, Tomorrow), state.GetUsage());
    }

    [Fact]
    public void Admit_PlanWithoutLimits_AlwaysAdmits()
    {
        var state = Create();

        for (var i = 0; i < 1_000; i++)
        {
            Assert.Equal(new Admission(AdmissionOutcome.Admitted, default), state.Admit(_clock.Timestamp, 1));
        }

        Assert.Null(state.GetUsage());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Admit_WallClockJumpsAnHour_RefillsNoBucketAndLocksNobodyOut(int hours)
    {
        var state = Create(rate: 1, burst: 5, quota: 100);
        Assert.Equal(5, AdmitAll(state));
        _clock.UtcNow += TimeSpan.FromHours(hours);

        Assert.Equal(0, AdmitAll(state));
        _clock.Timestamp += 2 * _clock.TimestampFrequency;
        Assert.Equal(2, AdmitAll(state));
        Assert.Equal(new QuotaUsage(7, 100, 93, Tomorrow), state.GetUsage());
    }

    [Fact]
    public void Admit_WallClockJumpsOverTheBoundaryAndBackAgainAndAgain_GivesOneQuotaMore()
    {
        _clock.UtcNow = Tomorrow.AddMinutes(-30);
        var state = Create(quota: 5);
        var admitted = AdmitAll(state);
        for (var i = 0; i < 10; i++)
        {
            foreach (var hours in (int[])[1, -1])
            {
                _clock.UtcNow += TimeSpan.FromHours(hours);
                _clock.Timestamp += _clock.TimestampFrequency;
                admitted += AdmitAll(state);
            }
        }

        Assert.Equal(10, admitted);
    }

    [Fact]
    public void Admit_WallClockWasAYearAheadAndIsCorrected_LocksOutForNoLongerThanAPeriod()
    {
        _clock.UtcNow += TimeSpan.FromDays(365);
        var state = Create(quota: 5);
        Assert.Equal(5, AdmitAll(state));
        _clock.UtcNow -= TimeSpan.FromDays(365);
        _clock.Timestamp += _clock.TimestampFrequency;

        var refused = state.Admit(_clock.Timestamp, 1);
        Assert.Equal(new Admission(AdmissionOutcome.QuotaExceeded, TimeSpan.FromHours(12)), refused);
        _clock.Advance(refused.RetryAfter);
        Assert.Equal(5, AdmitAll(state));
    }

    // The two words are in different units: one in the other's place is a full bucket, or one that stays empty for hours.
    [Theory]
    [InlineData(3, 0)]
    [InlineData(0, 5)]
    [InlineData(2, 4)]
    public void Admit_CostsNothingWhereTheEndpointHasARateOfItsOwn_LeavesBothLevelsAsTheyAre(int ofEndpoint, int ofPlan)
    {
        var options = new UsagePlanOptions { Rate = 1, Burst = 5 };
        options.Endpoints["POST /hub"] = new() { Rate = 0.001, Burst = 3 };
        var state = TestStates.Create(TestPlans.Create(_clock, options));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(state.Admit(_clock.Timestamp, ofEndpoint, index: 0).IsAdmitted());
        Assert.True(state.Admit(_clock.Timestamp, ofPlan).IsAdmitted());

        Assert.True(state.Admit(_clock.Timestamp, 0, index: 0).IsAdmitted());
        Assert.Equal((3 - ofEndpoint, 5 - ofPlan), (state.Drain(_clock.Timestamp, index: 0), state.Drain(_clock.Timestamp)));
    }

    [Fact]
    public void Admit_CostsNothing_AsksTheAppsLimiterForNothing()
    {
        var limiter = new FakeLimiter { IsEmpty = true };
        var state = TestStates.Create(TestPlans.Create(_clock, new UsagePlanOptions { CreateLimiter = _ => limiter, Concurrency = 1 }));

        Assert.True(state.Admit(_clock.Timestamp, 0, Permits.Concurrency).IsAdmitted());
        Assert.Equal(0, limiter.Asked);
        Assert.Equal(AdmissionOutcome.LimiterExceeded, state.Admit(_clock.Timestamp, 1).Outcome);
        Assert.Equal(AdmissionOutcome.ConcurrencyExceeded, state.Admit(_clock.Timestamp, 0, Permits.Concurrency).Outcome);
    }

    private CallerState Create(double? rate = null, int? burst = null, long? quota = null) =>
        TestStates.Create(TestPlans.Create(_clock, rate, burst, quota));

    private int AdmitAll(CallerState state)
    {
        var admitted = 0;
        while (state.Admit(_clock.Timestamp, 1).Outcome == AdmissionOutcome.Admitted)
        {
            admitted++;
        }

        return admitted;
    }
}
