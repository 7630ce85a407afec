using System.Net;
using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

public class AdmissionStepFactoryTests
{
    [Theory]
    [InlineData("", "", "free,pro,team")]
    [InlineData("", "pro", "pro")]
    [InlineData("pro", "", "pro")]
    [InlineData("pro", "pro", "pro")]
    [InlineData("free,pro", "pro,team", "pro")]
    [InlineData("free,pro,team", "team,free", "free,team")]
    [InlineData("free,pro", "", "free,pro")]
    public async Task CreateStep_GroupAndEndpointNamePlans_AcceptsTheIntersection(string group, string endpoint, string accepted)
    {
        await using var app = await GatewayApp.StartAsync(
            AddThreeCallers,
            app => app.MapGroup("/g").RequireUsagePlan(Split(group)).MapGet("/e", () => "ok").RequireUsagePlan(Split(endpoint)));

        Assert.Equal(accepted, await GetAcceptedAsync(app, "/g/e"));
    }

    [Fact]
    public async Task CreateStep_ThreeLevels_AcceptsWhatAllOfThemName()
    {
        await using var app = await GatewayApp.StartAsync(
            AddThreeCallers,
            app => app.MapGroup("/a").RequireUsagePlan("free", "pro").MapGroup("/b").RequireUsagePlan("pro", "team")
                .MapGet("/e", () => "ok").RequireUsagePlan("pro", "free"));

        Assert.Equal("pro", await GetAcceptedAsync(app, "/a/b/e"));
    }

    [Fact]
    public async Task CreateStep_Disabled_AsksForNoKey()
    {
        await using var app = await GatewayApp.StartAsync(
            AddThreeCallers,
            app =>
            {
                var group = app.MapGroup("/g").RequireUsagePlan("free");
                group.MapGet("/open", () => "ok").DisableUsagePlan();
                group.MapGet("/closed", () => "ok");
            });

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/g/open")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/g/closed")).StatusCode);
    }

    [Fact]
    public async Task CreateStep_DisabledAndRequiredAgain_AcceptsOnlyWhatWasNamedAfterwards()
    {
        await using var app = await GatewayApp.StartAsync(
            AddThreeCallers,
            app => app.MapGroup("/g").RequireUsagePlan("free").MapGet("/e", () => "ok").DisableUsagePlan().RequireUsagePlan("pro", "team"));

        Assert.Equal("pro,team", await GetAcceptedAsync(app, "/g/e"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/g/e")).StatusCode);
    }

    [Fact]
    public async Task CreateStep_NoPlanInCommon_StopsTheStart()
    {
        var errors = await GatewayStart.GetErrorsAsync(
            AddThreeCallers,
            app => app.MapGroup("/g").RequireUsagePlan("free", "team").MapGet("/e", () => "ok").RequireUsagePlan("pro"));

        Assert.Equal(
            [
                "Endpoint 'GET /g/e': RequireUsagePlan(pro) and an outer RequireUsagePlan(free, team) have no plan in common. "
                + "Calls narrow one another; call DisableUsagePlan() first to ask for other plans.",
            ],
            errors);
    }

    [Fact]
    public async Task CreateStep_UnknownPlan_StopsTheStartAndListsTheKnownOnes()
    {
        var errors = await GatewayStart.GetErrorsAsync(AddThreeCallers, app => app.MapGet("/e", () => "ok").RequireUsagePlan("gold", "pro"));

        Assert.Equal(
            [
                "Endpoint 'GET /e': the usage plan 'gold' does not exist. Add it with AddUsagePlan(\"gold\", …) or under "
                + "ApiGateway:UsagePlans; known plans: free, pro, team.",
            ],
            errors);
    }

    [Fact]
    public async Task CreateStep_PlanOfOtherCase_IsUnknown()
    {
        var errors = await GatewayStart.GetErrorsAsync(AddThreeCallers, app => app.MapGet("/e", () => "ok").RequireUsagePlan("Pro"));

        Assert.StartsWith("Endpoint 'GET /e': the usage plan 'Pro' does not exist.", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateStep_NoPlansAtAll_StopsTheStart()
    {
        var errors = await GatewayStart.GetErrorsAsync(_ => { }, app => app.MapGet("/e", () => "ok").RequireUsagePlan());

        Assert.Equal(
            ["Endpoint 'GET /e': RequireUsagePlan needs at least one usage plan. Add one with AddUsagePlan or under ApiGateway:UsagePlans."],
            errors);
    }

    [Fact]
    public async Task CreateStep_NoPlanCoversTheStage_StopsTheStart()
    {
        var errors = await GatewayStart.GetErrorsAsync(
            gateway => gateway.AddStage("prod").AddStage("test").AddUsagePlan("free", plan => plan.Rate(1).Stages("prod")),
            app =>
            {
                app.MapGet("/any", () => "ok").WithStage("test").RequireUsagePlan();
                app.MapGet("/named", () => "ok").RequireUsagePlan("free");
                app.MapGet("/covered", () => "ok").WithStage("prod").RequireUsagePlan("free");
            });

        Assert.Equal(
            [
                "Endpoint 'GET /any': none of its usage plans covers the stage 'test', so every request would be refused. "
                + "Add the stage to a plan's Stages.",
                "Endpoint 'GET /named': none of its usage plans covers the stage '$default', so every request would be refused. "
                + "Add the stage to a plan's Stages.",
            ],
            errors);
    }

    [Fact]
    public async Task CreateStep_SeveralWrongEndpoints_ReportsAllAtOnce()
    {
        var errors = await GatewayStart.GetErrorsAsync(
            AddThreeCallers,
            app =>
            {
                app.MapGet("/a", () => "ok").RequireUsagePlan("gold");
                app.MapGet("/b", () => "ok").RequireUsagePlan("silver");
            });

        Assert.Equal(2, errors.Count);
        Assert.StartsWith("Endpoint 'GET /a': the usage plan 'gold'", errors[0], StringComparison.Ordinal);
        Assert.StartsWith("Endpoint 'GET /b': the usage plan 'silver'", errors[1], StringComparison.Ordinal);
    }

    private static void AddThreeCallers(IApiGatewayBuilder gateway) => gateway
        .AddUsagePlan("free", plan => plan.Rate(100))
        .AddUsagePlan("pro", plan => plan.Rate(100))
        .AddUsagePlan("team", plan => plan.Rate(100))
        .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
        .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("pro"))
        .AddApiKey("carol", key => key.Value(TestKeys.Carol).Plans("team"));

    private static async Task<string> GetAcceptedAsync(GatewayApp app, string path)
    {
        var accepted = new List<string>();
        foreach (var (plan, key) in new[] { ("free", TestKeys.Alice), ("pro", TestKeys.Bob), ("team", TestKeys.Carol) })
        {
            var status = (await app.GetAsync(path, key)).StatusCode;
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{plan}: {status}");
            if (status == HttpStatusCode.OK)
            {
                accepted.Add(plan);
            }
        }

        return string.Join(',', accepted);
    }

    private static string[] Split(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
