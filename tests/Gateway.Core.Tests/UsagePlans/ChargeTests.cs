using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>What a request turned out to cost, charged afterwards.</summary>
public class ChargeTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
    private readonly TickClock _clock = new();

    [Theory]
    [InlineData(10, 10)]
    [InlineData(15, 15)]
    [InlineData(20, 20)]
    [InlineData(21, 20)]
    [InlineData(10_000_000, 20)]
    public void Charge_MoreThanTheBucketHolds_MakesADebtOfAtMostOneMoreBucket(int cost, int charged)
    {
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 1, burst: 10));
        state.Charge(cost);

        Assert.Equal(TimeSpan.FromSeconds(charged - 10 + 1), state.Admit(_clock.Timestamp, 1).RetryAfter);
        for (var i = 0; i < 100; i++)
        {
            state.Charge(Math.Max(0, cost - 10));
        }

        Assert.InRange(state.Admit(_clock.Timestamp, 1).RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(11));
        _clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(10, state.Drain(_clock.Timestamp));
    }

    [Fact]
    public void Charge_MoreThanTheQuotaHolds_OverdrawsItUntilThePeriodEnds()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, quota: 10));
        state.Charge(25);

        Assert.Equal(new QuotaUsage(25, 10, 0, Tomorrow), state.GetUsage());
        Assert.True(state.TryExtendQuota(16));
        Assert.Equal(1, state.Drain(_clock.Timestamp));
        _clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(10, state.Drain(_clock.Timestamp));
    }

    [Fact]
    public void Charge_ManyThreads_CountsEveryOneExactly()
    {
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 1, burst: 1_000_000, quota: 10_000_000));
        var admitted = 0;
        Crowd.Run(8, thread =>
        {
            for (var i = 0; i < 10_000; i++)
            {
                if (thread % 2 == 0)
                {
                    state.Charge(3);
                }
                else
                {
                    Interlocked.Add(ref admitted, state.Admit(_clock.Timestamp, 1).IsAdmitted() ? 1 : 0);
                }
            }
        });

        Assert.Equal(40_000, admitted);
        Assert.Equal(160_000, state.GetUsage()!.Used);
        Assert.Equal(840_000, state.Drain(_clock.Timestamp));
    }

    [Fact]
    public void Charge_WhileTheCallerIsDroppedAgainAndAgain_LosesNothing()
    {
        // Bob and Alice push each other out whenever neither has used anything.
        var table = TestStates.CreateTable(1, _clock);
        var plan = TestPlans.Create(_clock, quota: 1_000_000_000);
        var state = table.GetOrCreate("alice", plan)!;
        Crowd.Run(4, thread =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                if (thread == 0)
                {
                    table.GetOrCreate($"bob {i % 3}", plan);
                }
                else
                {
                    state.Charge(i < 10_000 ? 0 : 1);
                }
            }
        });

        // Alice may have found no room while a Bob was in; what was counted since is there.
        var last = table.GetOrCreate("alice", plan);
        Assert.Equal(30_000, last?.GetUsage()?.Used ?? 30_000);
        Assert.Equal(last?.GetUsage(), state.GetUsage());
    }

    [Fact]
    public async Task Charge_DuringAndAfterTheRequest_RefusesTheNextUntilTheDebtIsPaid()
    {
        GatewayCaller? kept = null;
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("plan", plan => plan.Rate(1).Burst(5).Quota(100, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
            app => app.MapGet("/", (GatewayCaller caller) =>
            {
                kept = caller;
                caller.Charge(4);
                return caller.GetUsage()!.Used;
            }).RequireUsagePlan());

        Assert.Equal("5", (await app.AskAsync("/", TestKeys.Alice)).Body);
        kept!.Charge(3);
        var refused = await app.AskAsync("/", TestKeys.Alice);
        Assert.Equal((429, "4"), (refused.Status, refused["Retry-After"]));
        Assert.Equal(8, app.GetUsed("alice", "plan"));
        app.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(10_000_001)]
    public void Charge_OutOfRange_ThrowsAndChargesNothing(int cost)
    {
        var state = TestStates.Create(TestPlans.Create(_clock, rate: 1, burst: 10, quota: 10));
        var caller = new GatewayCaller(new CallerIdentity("alice", null, new Dictionary<string, string>(), ["plan"]), "plan", state);

        Assert.Equal("cost", Assert.Throws<ArgumentOutOfRangeException>(() => caller.Charge(cost)).ParamName);
        Assert.Equal(0, caller.GetUsage()!.Used);
        caller.Charge(10_000_000);
        caller.Charge(0);
        Assert.Equal(10_000_000, caller.GetUsage()!.Used);
    }
}
