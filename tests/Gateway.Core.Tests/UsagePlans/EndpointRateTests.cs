using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>A plan's own rate for an endpoint, and what a request costs.</summary>
public class EndpointRateTests
{
    [Fact]
    public async Task InvokeAsync_PlanHasARateForTheEndpoint_ReplacesThePlansRateThereAndOnlyThere()
    {
        await using var app = await StartAsync(plan => plan.Rate(1).Burst(5).Quota(100, QuotaPeriod.Day).Endpoint("GET /search", 0.5, 2));

        Assert.Equal("200 200 429", await AskAsync(app, "/search", 3));
        Assert.Equal("200 200 200 200 200 429", await AskAsync(app, "/", 6));
        Assert.Equal("200 200 429", await AskAsync(app, "/search", 3, TestKeys.Bob));
        Assert.Equal((7L, 2L), (app.GetUsed("alice", "plan"), app.GetUsed("bob", "plan")));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("200 429", await AskAsync(app, "/search", 2));
        Assert.Equal("200 200 429", await AskAsync(app, "/", 3));
    }

    [Fact]
    public async Task InvokeAsync_EndpointsRateIsHigherThanThePlans_HoldsToo()
    {
        await using var app = await StartAsync(plan => plan.Rate(1).Burst(1).Endpoint("GET /search", 10, 4));

        Assert.Equal("200 200 200 200 429", await AskAsync(app, "/search", 5));
        Assert.Equal("200 429", await AskAsync(app, "/", 2));
    }

    [Fact]
    public async Task InvokeAsync_EndpointsRateExceeded_AnswersWithItsWaitAndItsNumbers()
    {
        RejectionDetailProbe probe = new();
        await using var app = await StartAsync(plan => plan.Rate(100).Burst(100).Endpoint("GET /search", 0.125, 1), probe);
        Assert.Equal("200", await AskAsync(app, "/search", 1));

        var refused = await app.AskAsync("/search", TestKeys.Alice);
        Assert.Equal((429, "8"), (refused.Status, refused["Retry-After"]));
        Assert.Equal(new RateRejection("plan", 0.125, 1, TimeSpan.FromSeconds(8)), probe.Last);
        app.Clock.Advance(TimeSpan.FromSeconds(8) - TimeSpan.FromTicks(1));
        Assert.Equal("429", await AskAsync(app, "/search", 1));
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("200", await AskAsync(app, "/search", 1));
    }

    [Fact]
    public async Task InvokeAsync_QuotaUsedUpElsewhere_RefusesHereToo()
    {
        await using var app = await StartAsync(plan => plan.Quota(3, QuotaPeriod.Day).Endpoint("GET /search", 100));

        Assert.Equal("200 200", await AskAsync(app, "/", 2));
        Assert.Equal("200 429", await AskAsync(app, "/search", 2));
        Assert.Equal("429", await AskAsync(app, "/", 1));
    }

    [Fact]
    public async Task Charge_OnTheEndpoint_CountsInItsRateAndInTheQuotaOnly()
    {
        await using var app = await StartAsync(plan => plan.Rate(1).Burst(3).Quota(100, QuotaPeriod.Day).Endpoint("GET /search", 1, 10));

        Assert.Equal(200, (await app.AskAsync("/search?charge=9", TestKeys.Alice)).Status);
        Assert.Equal("429", await AskAsync(app, "/search", 1));
        Assert.Equal("200 200 200 429", await AskAsync(app, "/", 4));
        Assert.Equal(13, app.GetUsed("alice", "plan"));
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await app.AskAsync("/?charge=2", TestKeys.Alice)).Status);
        Assert.Equal("429", await AskAsync(app, "/", 1));
        Assert.Equal("200 200 200", await AskAsync(app, "/search", 3));
    }

    [Fact]
    public async Task InvokeAsync_CostOfSeveral_CountsInRateQuotaAndThrottle()
    {
        await using var app = await StartWithCostsAsync(plan => plan.Rate(1).Burst(20).Quota(50, QuotaPeriod.Day));

        Assert.Equal("200 200", await AskAsync(app, "/dear", 2));
        Assert.Equal(10, app.GetUsed("alice", "plan"));
        var refused = await app.AskAsync("/dear", TestKeys.Alice);
        Assert.Equal((429, "30"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("throttle_exceeded", refused.Body, StringComparison.Ordinal);
        Assert.Equal("200 200 200 200 200 200 200 200 200 200 429", await AskAsync(app, "/", 11));
        Assert.Equal(20, app.GetUsed("alice", "plan"));
    }

    [Fact]
    public async Task WithCost_OnGroupAndEndpoint_TheNearestHolds()
    {
        await using var app = await StartWithCostsAsync(plan => plan.Quota(100, QuotaPeriod.Day));

        Assert.Equal("200", await AskAsync(app, "/group/own", 1));
        Assert.Equal(2, app.GetUsed("alice", "plan"));
        Assert.Equal("200", await AskAsync(app, "/group/inherited", 1));
        Assert.Equal(9, app.GetUsed("alice", "plan"));
        Assert.Equal("200", await AskAsync(app, "/group/twice", 1));
        Assert.Equal(12, app.GetUsed("alice", "plan"));
    }

    [Fact]
    public async Task WithCost_AboveWhatALimitHolds_StopsTheStartAndNamesEndpointNumbersAndFix()
    {
        var errors = await GatewayStart.GetErrorsAsync(
            gateway => gateway
                .AddStage("prod", stage => stage.Throttle(1, 5))
                .AddThrottle("shared", 1, 6)
                .AddUsagePlan("rate", plan => plan.Rate(1).Burst(7))
                .AddUsagePlan("quota", plan => plan.Quota(8, QuotaPeriod.Day))
                .AddUsagePlan("endpoint", plan => plan.Rate(100).Endpoint("GET /dear", 9)),
            app =>
            {
                app.MapGet("/dear", () => "ok").WithStage("prod").RequireUsagePlan().WithThrottle(1, 4).WithSharedThrottle("shared").WithCost(10);
                app.MapGet("/fine", () => "ok").WithStage("prod").RequireUsagePlan("rate").WithThrottle(1, 4).WithCost(4);
            });

        Assert.Equal(
            [
                TooDear("throttle 'endpoint' has a burst of 4"),
                TooDear("throttle 'shared' has a burst of 6"),
                TooDear("throttle 'stage prod' has a burst of 5"),
                TooDear("usage plan 'rate' has a burst of 7"),
                TooDear("usage plan 'quota' has a quota of 8"),
                TooDear("usage plan 'endpoint' has a burst of 9"),
            ],
            errors);
    }

    [Fact]
    public async Task WithCost_AboveThePlansBurstButNotTheEndpointsOwn_Starts()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("plan", plan => plan.Rate(1).Burst(2).Endpoint("GET /dear", 1, 10))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
            app => app.MapGet("/dear", () => "ok").RequireUsagePlan().WithCost(10));

        Assert.Equal("200 429", await AskAsync(app, "/dear", 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000_001)]
    public void WithCost_OutOfRange_Throws(int cost) =>
        Assert.Equal("cost", Assert.Throws<ArgumentOutOfRangeException>(() => WebApplication.CreateSlimBuilder().Build().MapGet("/", () => "ok").WithCost(cost)).ParamName);

    private static string TooDear(string limit) =>
        $"Endpoint 'GET /dear': a request costs 10, but the {limit}, so it could never be admitted. Lower WithCost(10), or raise the limit.";

    private static Task<GatewayApp> StartAsync(Action<UsagePlanBuilder> plan, RejectionDetailProbe? probe = null) => GatewayApp.StartAsync(
        gateway => gateway.AddUsagePlan("plan", plan)
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan"))
            .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("plan")),
        app =>
        {
            probe?.Watch(app);
            app.MapGet("/", Charge).RequireUsagePlan();
            app.MapGet("/search", Charge).RequireUsagePlan();
        });

    private static Task<GatewayApp> StartWithCostsAsync(Action<UsagePlanBuilder> plan) => GatewayApp.StartAsync(
        gateway => gateway.AddUsagePlan("plan", plan).AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
        app =>
        {
            app.MapGet("/", () => "ok").RequireUsagePlan();
            app.MapGet("/dear", () => "ok").RequireUsagePlan().WithCost(5).WithThrottle(0.1, 12);
            var group = app.MapGroup("/group").RequireUsagePlan().WithCost(7);
            group.MapGet("/own", () => "ok").WithCost(2);
            group.MapGet("/inherited", () => "ok");
            group.MapGet("/twice", () => "ok").WithCost(2).WithCost(3);
        });

    private static string Charge(GatewayCaller caller, int charge = 0)
    {
        caller.Charge(charge);
        return "ok";
    }

    private static async Task<string> AskAsync(GatewayApp app, string path, int times, string key = TestKeys.Alice)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add((await app.AskAsync(path, key)).Status);
        }

        return string.Join(' ', statuses);
    }
}
