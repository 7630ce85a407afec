using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

public class AdmissionStepTests
{
    private static readonly DateTimeOffset Tomorrow = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task InvokeAsync_TwoKeysOfOnePlan_HaveABucketEach()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(2))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
                .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("free")),
            app => app.MapGet("/", () => "ok").RequireUsagePlan());

        Assert.Equal("OK OK TooManyRequests", await GetStatusesAsync(app, "/", TestKeys.Alice, 3));
        Assert.Equal("OK OK TooManyRequests", await GetStatusesAsync(app, "/", TestKeys.Bob, 3));
    }

    [Fact]
    public async Task InvokeAsync_EndpointsOfOnePlan_ShareTheCallersBucket()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(2))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app =>
            {
                app.MapGet("/a", () => "ok").RequireUsagePlan();
                app.MapGet("/b", () => "ok").RequireUsagePlan("free");
            });

        Assert.Equal("OK", await GetStatusesAsync(app, "/a", TestKeys.Alice, 1));
        Assert.Equal("OK TooManyRequests", await GetStatusesAsync(app, "/b", TestKeys.Alice, 2));
        Assert.Equal("TooManyRequests", await GetStatusesAsync(app, "/a", TestKeys.Alice, 1));
    }

    [Theory]
    [InlineData("free,pro", "/any", "free")]
    [InlineData("pro,free", "/any", "pro")]
    [InlineData("free,pro", "/pro", "pro")]
    [InlineData("gone,pro", "/any", "pro")]
    public async Task InvokeAsync_KeyWithSeveralPlans_ChargesTheFirstThatTheEndpointAllows(string plans, string path, string charged)
    {
        var store = new OneKeyStore(TestKeys.Alice, plans.Split(','));
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Quota(10, QuotaPeriod.Day))
                .AddUsagePlan("pro", plan => plan.Quota(10, QuotaPeriod.Day))
                .AddApiKeyStore(store),
            app =>
            {
                app.MapGet("/any", (GatewayCaller caller) => caller.Plan).RequireUsagePlan();
                app.MapGet("/pro", (GatewayCaller caller) => caller.Plan).RequireUsagePlan("pro");
            });

        var usage = app.Services.GetRequiredService<IUsageAdministration>();
        Assert.Equal(charged, await (await app.GetAsync(path, TestKeys.Alice)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(charged == "free" ? 1 : 0, usage.GetUsage("stored", "free")!.Used);
        Assert.Equal(charged == "pro" ? 1 : 0, usage.GetUsage("stored", "pro")!.Used);
    }

    [Fact]
    public async Task InvokeAsync_FirstPlanUsedUp_DoesNotFallThroughToTheNext()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(1)).AddUsagePlan("pro", plan => plan.Rate(1).Burst(2))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free", "pro")),
            app =>
            {
                app.MapGet("/any", () => "ok").RequireUsagePlan();
                app.MapGet("/pro", () => "ok").RequireUsagePlan("pro");
            });

        Assert.Equal("OK TooManyRequests", await GetStatusesAsync(app, "/any", TestKeys.Alice, 2));
        Assert.Equal("OK OK TooManyRequests", await GetStatusesAsync(app, "/pro", TestKeys.Alice, 3));
    }

    [Fact]
    public async Task InvokeAsync_PlanRestrictedToAStage_Refuses403ElsewhereAndChargesNothing()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddStage("prod").AddStage("test")
                .AddUsagePlan("live", plan => plan.Quota(10, QuotaPeriod.Day).Stages("prod"))
                .AddUsagePlan("all", plan => plan.Quota(10, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("live"))
                .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("live", "all")),
            app =>
            {
                app.MapGet("/prod", (GatewayCaller caller) => caller.Plan).WithStage("prod").RequireUsagePlan();
                app.MapGet("/test", (GatewayCaller caller) => caller.Plan).WithStage("test").RequireUsagePlan();
            });

        Assert.Equal("OK", await GetStatusesAsync(app, "/prod", TestKeys.Alice, 1));
        Assert.Equal("Forbidden Forbidden", await GetStatusesAsync(app, "/test", TestKeys.Alice, 2));
        Assert.Equal("live", await (await app.GetAsync("/prod", TestKeys.Bob)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("all", await (await app.GetAsync("/test", TestKeys.Bob)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var usage = app.Services.GetRequiredService<IUsageAdministration>();
        Assert.Equal(new QuotaUsage(1, 10, 9, Tomorrow), usage.GetUsage("alice", "live"));
    }

    [Fact]
    public async Task InvokeAsync_KeyWithoutPlans_Refuses403()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)).AddApiKey("alice", key => key.Value(TestKeys.Alice)),
            app => app.MapGet("/", () => "ok").RequireUsagePlan());
        var response = await app.GetAsync("/", TestKeys.Alice);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("\"reason\":\"plan_not_covered\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task InvokeAsync_OldAndNewValueOfARotatedKey_ShareOneBucketAndOneQuota()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1).Burst(3).Quota(10, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice)
                    .PreviousHash(ApiKey.ComputeHash(TestKeys.Bob), Tomorrow)
                    .Plans("free")),
            app => app.MapGet("/", () => "ok").RequireUsagePlan());

        Assert.Equal("OK", await GetStatusesAsync(app, "/", TestKeys.Alice, 1));
        Assert.Equal("OK OK TooManyRequests", await GetStatusesAsync(app, "/", TestKeys.Bob, 3));
        Assert.Equal("TooManyRequests", await GetStatusesAsync(app, "/", TestKeys.Alice, 1));
        Assert.Equal(3, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "free")!.Used);
    }

    private static async Task<string> GetStatusesAsync(GatewayApp app, string path, string key, int times)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add((await app.GetAsync(path, key)).StatusCode);
        }

        return string.Join(' ', statuses);
    }
}
