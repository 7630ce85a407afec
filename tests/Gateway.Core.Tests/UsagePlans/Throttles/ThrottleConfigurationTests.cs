using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Throttles;

/// <summary>Throttles and endpoint rates from configuration, and what is said when they are wrong.</summary>
public class ThrottleConfigurationTests
{
    private const string Known = "is not an option. Known: Rate, Burst.";

    [Theory]
    [InlineData("Throttles:a:Rat = 1", "ApiGateway:Throttles:a:Rat: " + Known)]
    [InlineData("Throttles:a:Rate = fast", "ApiGateway:Throttles:a:Rate: 'fast' is not a number.")]
    [InlineData("Throttles:a:Rate = 0", "ApiGateway:Throttles:a:Rate must be between 0.001 and 1000000.")]
    [InlineData("Throttles:a b:Rate = 1", "ApiGateway:Throttles:a b: a throttle's name must be 1 to 128 letters, digits, '_', '-' and '.'.")]
    [InlineData("Stages:prod:Throttle:Bursts = 1", "ApiGateway:Stages:prod:Throttle:Bursts: " + Known)]
    [InlineData("Stages:prod:Throttle:Rate = 2000000", "ApiGateway:Stages:prod:Throttle:Rate: 2000000 must be between 0.001 and 1000000 requests per second.")]
    [InlineData("UsagePlans:free:Endpoints:GET /a:Rates = 1", "ApiGateway:UsagePlans:free:Endpoints:GET /a:Rates: " + Known)]
    [InlineData("UsagePlans:free:Endpoints:GET /a:Rate = x", "ApiGateway:UsagePlans:free:Endpoints:GET /a:Rate: 'x' is not a number.")]
    [InlineData("UsagePlans:free:Endpoints:GET /a:Rate = 0.0001", "ApiGateway:UsagePlans:free:Endpoints:GET /a:Rate: 0.0001 must be between 0.001 and 1000000 requests per second.")]
    public async Task Start_WrongNameOrValue_IsNamedWithItsPath(string entry, string expected) =>
        Assert.Contains(expected, await StartAttempt.GetErrorsAsync(entry));

    [Theory]
    [InlineData("Throttles:a:Burst = 0", "ApiGateway:Throttles:a:Burst must be between 1 and 10000000.")]
    [InlineData("Stages:prod:Throttle:Burst = 0", "ApiGateway:Stages:prod:Throttle:Burst: 0 must be between 1 and 10000000 requests.")]
    [InlineData("UsagePlans:free:Endpoints:GET /a:Burst = 10000001", "ApiGateway:UsagePlans:free:Endpoints:GET /a:Burst: 10000001 must be between 1 and 10000000 requests.")]
    public async Task Start_BurstOutOfRange_IsNamedWithItsPath(string entry, string expected) =>
        Assert.Contains(expected, await StartAttempt.GetErrorsAsync(entry, entry.Split(" = ")[0].Replace("Burst", "Rate", StringComparison.Ordinal) + " = 1"));

    [Fact]
    public async Task Start_UnknownThrottle_StopsTheStartAndListsTheKnownOnes()
    {
        var errors = await GatewayStart.GetErrorsAsync(
            gateway => gateway.AddThrottle("search", 1).AddThrottle("export", 1),
            app => app.MapGet("/a", () => "ok").WithSharedThrottle("serach"));
        var none = await GatewayStart.GetErrorsAsync(_ => { }, app => app.MapGet("/a", () => "ok").WithSharedThrottle("search"));

        Assert.Equal([Unknown("serach", "export, search")], errors);
        Assert.Equal([Unknown("search", "none")], none);
    }

    [Fact]
    public async Task Start_SeventeenThrottlesOnOneEndpoint_StopsTheStart()
    {
        var errors = await GatewayStart.GetErrorsAsync(_ => { }, app =>
        {
            var endpoint = app.MapGet("/a", () => "ok");
            for (var i = 0; i < 17; i++)
            {
                endpoint.WithThrottle(1 + i, 1);
            }
        });

        Assert.Equal(["Endpoint 'GET /a': it has 17 throttles; at most 16 are allowed."], errors);
    }

    // An id that no endpoint has would be a limit that limits nothing.
    [Fact]
    public async Task Start_RateForAnEndpointThatDoesNotExist_StopsTheStart()
    {
        var errors = await GatewayStart.GetErrorsAsync(
            gateway => gateway.Services.AddApiGateway(StartAttempt.Section(
                "UsagePlans:free:Endpoints:GET /serach:Rate = 1", "UsagePlans:free:Endpoints:GET /search:Rate = 1")),
            app => app.MapGet("/search", () => "ok").RequireUsagePlan());

        Assert.Equal(
            ["ApiGateway:UsagePlans:free:Endpoints:GET /serach: no endpoint with a usage plan has this id. Known: GET /search."],
            errors);
    }

    [Fact]
    public async Task Reload_RateForAnEndpointThatDoesNotExist_IsRefused()
    {
        var settings = new ChangingSettings(ReloadingApp.Good);
        await using var app = await ReloadingApp.StartAsync(settings);
        app.Reload(settings, [.. ReloadingApp.Good, "UsagePlans:free:Endpoints:GET /order:Rate = 1"]);

        Assert.Equal(
            ["ApiGateway:UsagePlans:free:Endpoints:GET /order: no endpoint with a usage plan has this id. Known: GET /orders."],
            app.GetReloadErrors());
    }

    [Fact]
    public async Task Start_EverythingConfigured_HoldsAndOverridesCodePropertyByProperty()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddThrottle("search", 1, 50)
                    .AddStage("prod", stage => stage.Throttle(1, 50))
                    .AddUsagePlan("free", plan => plan.Rate(50).Endpoint("GET /plan", 1, 50))
                    .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"));
                gateway.Services.AddApiGateway(StartAttempt.Section(
                    "Throttles:search:Burst = 2", "Stages:prod:Throttle:Burst = 3", "UsagePlans:free:Endpoints:GET /plan:Burst = 4",
                    "Throttles:new:Rate = 4.5"));
            },
            app =>
            {
                app.MapGet("/search", () => "ok").WithSharedThrottle("search");
                app.MapGet("/stage", () => "ok").WithStage("prod");
                app.MapGet("/plan", () => "ok").RequireUsagePlan();
                app.MapGet("/new", () => "ok").WithSharedThrottle("new");
            });

        Assert.Equal((2, 3, 4, 5), (await CountAsync(app, "/search"), await CountAsync(app, "/stage"), await CountAsync(app, "/plan"), await CountAsync(app, "/new")));
    }

    [Fact]
    public async Task Reload_LimitsChange_AllOfThemCarryTheirLevelsOver()
    {
        string[] limits = ["Throttles:search:Rate = 1", "Stages:prod:Throttle:Rate = 1", "UsagePlans:free:Endpoints:GET /plan:Rate = 1"];
        string[] Bursts(int burst) =>
        [
            .. ReloadingApp.Good, .. limits, $"Throttles:search:Burst = {burst}", $"Stages:prod:Throttle:Burst = {burst}",
            $"UsagePlans:free:Endpoints:GET /plan:Burst = {burst}",
        ];
        var settings = new ChangingSettings(Bursts(100));
        await using var app = await ReloadingApp.StartAsync(settings, app =>
        {
            app.MapGet("/search", () => "ok").WithSharedThrottle("search").WithCost(50);
            app.MapGet("/stage", () => "ok").WithStage("prod").WithCost(50);
            app.MapGet("/plan", () => "ok").RequireUsagePlan().WithCost(50);
        });
        foreach (var path in (string[])["/search", "/stage", "/plan"])
        {
            Assert.Equal(200, (await app.AskAsync(path, TestKeys.Alice)).Status);
        }

        app.Reload(settings, Bursts(1_000));
        foreach (var path in (string[])["/search", "/stage", "/plan"])
        {
            // A new bucket of a thousand would admit twenty, a full one of fifty none.
            Assert.InRange(await CountAsync(app, path), 9, 10);
        }
    }

    // A bucket that trying the refused set had made would have the refused rate.
    [Fact]
    public async Task Reload_RefusedBeforeTheFirstRequestOfAnEndpoint_LeavesItTheRateInForce()
    {
        string[] Bursts(int burst) => [.. ReloadingApp.Good, "Throttles:search:Rate = 0.001", $"Throttles:search:Burst = {burst}"];
        var settings = new ChangingSettings(Bursts(5));
        using var changing = new MutableEndpoints();
        await using var app = await ReloadingApp.StartAsync(settings, app =>
        {
            var group = app.MapGroup("/late").WithSharedThrottle("search");
            ((IEndpointRouteBuilder)group).DataSources.Add(changing);
        });
        changing.Set(new RouteEndpoint(
            _ => Task.CompletedTask,
            RoutePatternFactory.Parse("/x"), 0, EndpointMetadataCollection.Empty, "x"));

        app.Reload(settings, [.. Bursts(1), "ApiKeys:Keys:alice:Plans:0 = gone"]);

        Assert.Single(app.GetMessages(ReloadingApp.Refused));
        Assert.Equal(5, await CountAsync(app, "/late/x"));
        app.Reload(settings, Bursts(10));
        Assert.Equal(0, await CountAsync(app, "/late/x"));
    }

    private static string Unknown(string name, string known) =>
        $"Endpoint 'GET /a': the throttle '{name}' does not exist. Add it with AddThrottle(\"{name}\", …) or under ApiGateway:Throttles; known throttles: {known}.";

    private static async Task<int> CountAsync(GatewayApp app, string path)
    {
        var admitted = 0;
        while ((await app.AskAsync(path, TestKeys.Alice)).Status == 200)
        {
            admitted++;
        }

        return admitted;
    }
}
