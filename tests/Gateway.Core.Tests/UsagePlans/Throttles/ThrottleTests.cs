using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Throttles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Throttles;

/// <summary>Limits for all callers together: an endpoint's own, shared ones by name, and a stage's.</summary>
public class ThrottleTests
{
    [Fact]
    public async Task WithThrottle_WithoutAPlan_HoldsAllCallersTogether()
    {
        await using var app = await StartAsync(app => app.MapGet("/a", () => "ok").WithThrottle(0.5, 2));

        Assert.Equal("200 200 429", await AskAsync(app, "/a /a /a"));
        var refused = await app.AskAsync("/a");
        Assert.Equal("2", refused["Retry-After"]);
        Assert.Contains("\"reason\":\"throttle_exceeded\"", refused.Body, StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("200 429", await AskAsync(app, "/a /a"));
    }

    [Fact]
    public async Task WithThrottle_WithAPlan_HoldsAllCallersTogetherAndSpendsNothingOfThoseItRefuses()
    {
        await using var app = await StartAsync(app => app.MapGet("/a", () => "ok").RequireUsagePlan().WithThrottle(1, 3));

        Assert.Equal("200 200", await AskAsync(app, "/a /a", TestKeys.Alice));
        Assert.Equal("200 429 429", await AskAsync(app, "/a /a /a", TestKeys.Bob));
        Assert.Equal((2L, 1L), (app.GetUsed("alice", "plan"), app.GetUsed("bob", "plan")));
        Assert.Equal("401", await AskAsync(app, "/a"));
    }

    [Fact]
    public async Task WithThrottle_CallersWithoutQuotaLeft_TakeNothingOfIt()
    {
        await using var app = await StartAsync(app => app.MapGet("/a", () => "ok").RequireUsagePlan("small").WithThrottle(0.001, 2));

        Assert.Equal("200 429 429 429", await AskAsync(app, "/a /a /a /a", TestKeys.Alice));
        Assert.Equal("200", await AskAsync(app, "/a", TestKeys.Bob));
    }

    [Fact]
    public async Task WithThrottle_OnAGroup_GivesEachEndpointABucketOfItsOwn()
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("/g").WithThrottle(1, 1);
            group.MapGet("/a", () => "ok");
            group.MapGet("/b", () => "ok");
        });

        Assert.Equal("200 429 200 429", await AskAsync(app, "/g/a /g/a /g/b /g/b"));
    }

    [Fact]
    public async Task WithThrottle_OnGroupAndEndpoint_BothHold()
    {
        await using var app = await StartAsync(app => app.MapGroup("/g").WithThrottle(0.1, 5).MapGet("/a", () => "ok").WithThrottle(1, 2));

        Assert.Equal("200 200 429", await AskAsync(app, "/g/a /g/a /g/a"));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("200 200 429", await AskAsync(app, "/g/a /g/a /g/a"));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("200 429", await AskAsync(app, "/g/a /g/a"));
        Assert.Equal("6", (await app.AskAsync("/g/a"))["Retry-After"]);
    }

    [Fact]
    public async Task WithSharedThrottle_KeyedAndUnkeyedEndpoints_ShareOneBucket()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/a", () => "ok").WithSharedThrottle("search");
            app.MapGet("/b", () => "ok").RequireUsagePlan().WithSharedThrottle("search");
            app.MapGet("/c", () => "ok").WithSharedThrottle("other");
        });

        Assert.Equal("200", await AskAsync(app, "/a"));
        Assert.Equal("200 200 429", await AskAsync(app, "/b /b /b", TestKeys.Alice));
        Assert.Equal("429 200", await AskAsync(app, "/a /c"));
        Assert.Equal(2, app.GetUsed("alice", "plan"));
    }

    [Fact]
    public async Task WithSharedThrottle_NamedTwice_TakesOneToken()
    {
        await using var app = await StartAsync(app =>
            app.MapGroup("/g").WithSharedThrottle("search").MapGet("/a", () => "ok").WithSharedThrottle("search"));

        Assert.Equal("200 200 200 429", await AskAsync(app, "/g/a /g/a /g/a /g/a"));
    }

    [Fact]
    public async Task StageThrottle_EndpointsOfTheStage_ShareItWithOrWithoutAPlan()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapGet("/a", () => "ok").WithStage("busy");
            app.MapGet("/b", () => "ok").WithStage("busy").RequireUsagePlan();
            app.MapGet("/c", () => "ok").WithStage("calm").RequireUsagePlan();
        });

        Assert.Equal("200 200", await AskAsync(app, "/a /a"));
        Assert.Equal("200 200 429", await AskAsync(app, "/b /b /b", TestKeys.Alice));
        Assert.Equal("429", await AskAsync(app, "/a"));
        Assert.Equal("200 200", await AskAsync(app, "/c /c", TestKeys.Alice));
    }

    [Fact]
    public async Task DisableThrottle_UnderAGroup_FreesFromTheGroupsButNotFromStageAndPlan()
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("/g").WithStage("busy").WithThrottle(1, 1).WithSharedThrottle("search");
            group.MapGet("/free", () => "ok").DisableThrottle();
            group.MapGet("/own", () => "ok").DisableThrottle().WithThrottle(1, 2);
            group.MapGet("/small", () => "ok").DisableThrottle().RequireUsagePlan("small");
        });

        Assert.Equal("200 200", await AskAsync(app, "/g/free /g/free"));
        Assert.Equal("200 429", await AskAsync(app, "/g/small /g/small", TestKeys.Alice));
        Assert.Equal("200 429", await AskAsync(app, "/g/own /g/own"));
        Assert.Equal("429", await AskAsync(app, "/g/free"));
    }

    [Fact]
    public async Task DisableThrottle_NothingElseLeft_ComposesNoStep()
    {
        await using var app = await StartAsync(app => app.MapGroup("/g").WithThrottle(1, 1).MapGet("/a", () => "ok").DisableThrottle());

        Assert.Equal("200 200 200", await AskAsync(app, "/g/a /g/a /g/a"));
    }

    [Theory]
    [InlineData(0.1, 0.2, 0.5, "quota_exceeded", 43_200)]
    [InlineData(0.00001, 0.2, 0.5, "throttle_exceeded", 100_000)]
    public async Task InvokeAsync_SeveralLimitsAreEmpty_AnswersWithTheLongestWaitAndItsReason(double own, double shared, double stage, string reason, int wait)
    {
        // Rates below a thousandth are out of range for users, so the slowest one is made by its burst.
        var (rate, cost) = own < 0.001 ? (0.001, 100) : (own, 1);
        RejectionDetailProbe probe = new();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddStage("prod", builder => builder.Throttle(stage * cost, cost))
                .AddThrottle("shared", shared * cost, cost)
                .AddUsagePlan("plan", plan => plan.Rate(cost).Burst(cost).Quota(cost, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
            app =>
            {
                probe.Watch(app);
                app.MapGet("/", () => "ok").WithStage("prod").RequireUsagePlan().WithSharedThrottle("shared").WithThrottle(rate, cost).WithCost(cost);
            });
        Assert.Equal("200", await AskAsync(app, "/", TestKeys.Alice));

        var refused = await app.AskAsync("/", TestKeys.Alice);
        Assert.Equal((429, wait.ToString(System.Globalization.CultureInfo.InvariantCulture)), (refused.Status, refused["Retry-After"]));
        Assert.Contains(reason, refused.Body, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(wait), probe.Last!.RetryAfter);
        app.Clock.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
        Assert.Equal("429", await AskAsync(app, "/", TestKeys.Alice));
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("200", await AskAsync(app, "/", TestKeys.Alice));
    }

    [Fact]
    public async Task InvokeAsync_EachKindOfThrottle_IsNamedInTheRefusal()
    {
        RejectionDetailProbe probe = new();
        await using var app = await StartAsync(
            app =>
            {
                app.MapGet("/own", () => "ok").WithThrottle(0.25, 1);
                app.MapGet("/shared", () => "ok").WithSharedThrottle("search");
                app.MapGet("/stage", () => "ok").WithStage("busy");
            },
            probe);

        await AskAsync(app, "/own /own");
        Assert.Equal(new ThrottleRejection("endpoint", 0.25, 1, TimeSpan.FromSeconds(4)), probe.Last);
        await AskAsync(app, "/shared /shared /shared /shared");
        Assert.Equal(new ThrottleRejection("search", 0.5, 3, TimeSpan.FromSeconds(2)), probe.Last);
        await AskAsync(app, "/stage /stage /stage /stage /stage");
        Assert.Equal(new ThrottleRejection("stage busy", 0.2, 4, TimeSpan.FromSeconds(5)), probe.Last);
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplication> map, RejectionDetailProbe? probe = null) => GatewayApp.StartAsync(
        gateway => gateway
            .AddStage("busy", stage => stage.Throttle(0.2, 4)).AddStage("calm")
            .AddThrottle("search", 0.5, 3).AddThrottle("other", 10)
            .AddUsagePlan("plan", plan => plan.Quota(100, QuotaPeriod.Day))
            .AddUsagePlan("small", plan => plan.Quota(1, QuotaPeriod.Day))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan", "small"))
            .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("plan", "small")),
        app =>
        {
            probe?.Watch(app);
            map(app);
        });

    private static async Task<string> AskAsync(GatewayApp app, string paths, string? key = null)
    {
        var statuses = new List<int>();
        foreach (var path in paths.Split(' '))
        {
            statuses.Add((await app.AskAsync(path, key)).Status);
        }

        return string.Join(' ', statuses);
    }
}
