using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>What an administrator sees and changes after a reload, before the caller has come again.</summary>
public class UsageAdministrationReloadTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new();

    [Fact]
    public void GetUsage_QuotaHasChanged_ShowsTheNewLimitAndWhatWasUsed()
    {
        var administration = UseAndReload(new() { Quota = new() { Limit = 10 } }, new() { Quota = new() { Limit = 7 } });

        Assert.Equal(new QuotaUsage(4, 7, 3, Tomorrow), administration.GetUsage("alice", "free"));
    }

    [Fact]
    public void ExtendQuota_PlanHasAQuotaOnlyNow_Extends()
    {
        var administration = UseAndReload(new() { Rate = 10 }, new() { Quota = new() { Limit = 10 } });
        administration.ExtendQuota("alice", "free", 5);

        Assert.Equal(new QuotaUsage(0, 15, 15, Tomorrow), administration.GetUsage("alice", "free"));
    }

    [Fact]
    public void ExtendQuota_KindOfPeriodHasChanged_ExtendsTheNewPeriod()
    {
        var administration = UseAndReload(new() { Quota = new() { Limit = 10, Period = QuotaPeriod.Month } }, new() { Quota = new() { Limit = 10 } });
        administration.ExtendQuota("alice", "free", 5);

        Assert.Equal(new QuotaUsage(0, 15, 15, Tomorrow), administration.GetUsage("alice", "free"));
    }

    [Fact]
    public void ResetQuota_QuotaHasChanged_TakesBackWhatWasUsed()
    {
        var administration = UseAndReload(new() { Quota = new() { Limit = 10 } }, new() { Quota = new() { Limit = 7 } });
        administration.ResetQuota("alice", "free");

        Assert.Equal(new QuotaUsage(0, 7, 7, Tomorrow), administration.GetUsage("alice", "free"));
    }

    private UsageAdministration UseAndReload(UsagePlanOptions before, UsagePlanOptions after)
    {
        var first = new UsagePlanTable(new Dictionary<string, UsagePlanOptions> { ["free"] = before }, _clock);
        var second = new UsagePlanTable(new Dictionary<string, UsagePlanOptions> { ["free"] = after }, _clock, first, 1);
        var states = TestStates.CreateTable(10, _clock);
        Assert.True(first.TryGet("free", out var plan));
        Assert.True(states.GetOrCreate("alice", plan)!.Admit(_clock.Timestamp, 4).IsAdmitted());
        return new UsageAdministration(new FixedDefinitions(second), states);
    }
}
