using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

public class UsageAdministrationTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly TickClock _clock = new();
    private readonly UsagePlanTable _plans;
    private readonly CallerStateTable _states;
    private readonly UsageAdministration _administration;

    public UsageAdministrationTests()
    {
        var plans = new Dictionary<string, UsagePlanOptions>
        {
            ["daily"] = new() { Quota = new QuotaOptions { Limit = 10 } },
            ["fast"] = new() { Rate = 10 },
        };
        _plans = new UsagePlanTable(plans, _clock);
        _states = TestStates.CreateTable(1, _clock);
        _administration = new UsageAdministration(new FixedDefinitions(_plans), _states);
    }

    [Fact]
    public void GetUsage_KeyThatHasNotCalled_IsNothingUsedAndTakesNoPlace()
    {
        Assert.Equal(new QuotaUsage(0, 10, 10, Tomorrow), _administration.GetUsage("nobody", "daily"));
        Assert.Null(_states.Find("nobody", Plan("daily")));
    }

    [Fact]
    public void GetUsage_PlanWithoutQuota_IsNull()
    {
        Assert.Null(_administration.GetUsage("alice", "fast"));
    }

    [Fact]
    public void GetUsage_AfterRequests_CountsThem()
    {
        Spend(3);

        Assert.Equal(new QuotaUsage(3, 10, 7, Tomorrow), _administration.GetUsage("alice", "daily"));
        Assert.Equal(new QuotaUsage(0, 10, 10, Tomorrow), _administration.GetUsage("bob", "daily"));
    }

    [Fact]
    public void ResetQuota_QuotaUsedUp_StartsThePeriodAnew()
    {
        Spend(10);
        _administration.ResetQuota("alice", "daily");

        Assert.Equal(new QuotaUsage(0, 10, 10, Tomorrow), _administration.GetUsage("alice", "daily"));
        Spend(10);
    }

    [Fact]
    public void ResetQuota_KeyThatHasNotCalled_TakesNoPlace()
    {
        _administration.ResetQuota("nobody", "daily");

        Assert.Null(_states.Find("nobody", Plan("daily")));
    }

    [Fact]
    public void ExtendQuota_KeyThatHasNotCalled_GetsTheGrantWithItsFirstRequest()
    {
        _administration.ExtendQuota("alice", "daily", 5);

        Assert.Equal(new QuotaUsage(0, 15, 15, Tomorrow), _administration.GetUsage("alice", "daily"));
        Spend(15);
        Assert.Equal(AdmissionOutcome.QuotaExceeded, Alice().Admit(_clock.Timestamp, 1).Outcome);
    }

    [Fact]
    public void ExtendQuota_PeriodEnds_TakesTheGrantBack()
    {
        _administration.ExtendQuota("alice", "daily", 5);
        Spend(12);
        _clock.Advance(TimeSpan.FromHours(12));

        Assert.Equal(new QuotaUsage(0, 10, 10, Tomorrow.AddDays(1)), _administration.GetUsage("alice", "daily"));
        Spend(10);
        Assert.Equal(AdmissionOutcome.QuotaExceeded, Alice().Admit(_clock.Timestamp, 1).Outcome);
    }

    [Fact]
    public void ExtendQuota_HugeAmounts_DoNotOverflow()
    {
        for (var i = 0; i < 20; i++)
        {
            _administration.ExtendQuota("alice", "daily", long.MaxValue);
        }

        Spend(11);
        var usage = _administration.GetUsage("alice", "daily")!;
        Assert.Equal(11, usage.Used);
        Assert.InRange(usage.Limit, 1_000_000_000_000_000, long.MaxValue);
        Assert.Equal(usage.Limit - 11, usage.Remaining);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void ExtendQuota_AmountBelowOne_Throws(long amount)
    {
        Assert.Equal("amount", Assert.Throws<ArgumentOutOfRangeException>(() => _administration.ExtendQuota("alice", "daily", amount)).ParamName);
        Assert.Equal(10, _administration.GetUsage("alice", "daily")!.Limit);
    }

    [Fact]
    public void EveryMethod_UnknownPlan_ThrowsAndListsTheKnownOnes()
    {
        foreach (var call in Calls("alice", "gold"))
        {
            var exception = Assert.Throws<ArgumentException>(call);
            Assert.Equal("No usage plan is named 'gold'. Known plans: daily, fast. (Parameter 'plan')", exception.Message);
        }
    }

    [Fact]
    public void EveryMethod_KeyIdOrPlanMissing_Throws()
    {
        foreach (var call in Calls("", "daily").Concat(Calls(null!, "daily")))
        {
            Assert.Equal("keyId", Assert.ThrowsAny<ArgumentException>(call).ParamName);
        }

        foreach (var call in Calls("alice", null!))
        {
            Assert.Equal("plan", Assert.ThrowsAny<ArgumentException>(call).ParamName);
        }
    }

    [Fact]
    public void ResetAndExtend_PlanWithoutQuota_Throw()
    {
        foreach (var call in Calls("alice", "fast").Skip(1))
        {
            Assert.Equal("The usage plan 'fast' has no quota. (Parameter 'plan')", Assert.Throws<ArgumentException>(call).Message);
        }
    }

    private Action[] Calls(string keyId, string plan) =>
    [
        () => _administration.GetUsage(keyId, plan),
        () => _administration.ResetQuota(keyId, plan),
        () => _administration.ExtendQuota(keyId, plan, 1),
    ];

    private UsagePlan Plan(string name) => _plans.TryGet(name, out var plan) ? plan : throw new ArgumentException(name);

    private CallerState Alice() => _states.GetOrCreate("alice", Plan("daily"))!;

    private void Spend(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(AdmissionOutcome.Admitted, Alice().Admit(_clock.Timestamp, 1).Outcome);
        }
    }
}
