using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>What group and endpoint say together.</summary>
public class AccumulationTests
{
    [Fact]
    public async Task WithStage_OnGroupAndEndpoint_TheNearerReplaces()
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("/a").WithStage("prod");
            group.MapGet("/inherited", GetStage);
            group.MapGet("/own", GetStage).WithStage("beta");
            group.MapGet("/back", GetStage).WithStage("$default");
            group.MapGroup("/inner").WithStage("beta").MapGet("/", GetStage);
            app.MapGet("/last", GetStage).WithStage("prod").WithStage("beta");
            app.MapGet("/none", GetStage).RequireUsagePlan();
        });

        Assert.Equal("prod", (await app.AskAsync("/a/inherited")).Body);
        Assert.Equal("beta", (await app.AskAsync("/a/own")).Body);
        Assert.Equal("$default", (await app.AskAsync("/a/back")).Body);
        Assert.Equal("beta", (await app.AskAsync("/a/inner")).Body);
        Assert.Equal("beta", (await app.AskAsync("/last")).Body);
        Assert.Equal("$default", (await app.AskAsync("/none", TestKeys.Alice)).Body);
    }

    [Fact]
    public async Task RequireUsagePlan_OnGroupAndEndpoint_NarrowsToTheIntersection()
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("/a").RequireUsagePlan("free", "pro");
            group.MapGet("/both", () => "ok");
            group.MapGet("/any", () => "ok").RequireUsagePlan();
            group.MapGet("/pro", () => "ok").RequireUsagePlan("pro", "gold");
        });

        Assert.Equal((200, 200, 403), await GetStatusesAsync(app, "/a/both"));
        Assert.Equal((200, 200, 403), await GetStatusesAsync(app, "/a/any"));
        Assert.Equal((403, 200, 403), await GetStatusesAsync(app, "/a/pro"));
    }

    [Fact]
    public async Task DisableUsagePlan_UnderAGroupThatRequires_ClearsWhatWasInherited()
    {
        await using var app = await StartAsync(app =>
        {
            var group = app.MapGroup("/a").RequireUsagePlan("free");
            group.MapGet("/open", () => "ok").DisableUsagePlan();
            group.MapGet("/again", () => "ok").DisableUsagePlan().RequireUsagePlan("gold");
            group.MapGroup("/inner").DisableUsagePlan().MapGet("/again", () => "ok").RequireUsagePlan();
        });

        Assert.Equal(200, (await app.AskAsync("/a/open")).Status);
        Assert.Equal(401, (await app.AskAsync("/a/again")).Status);
        Assert.Equal((403, 403, 200), await GetStatusesAsync(app, "/a/again"));
        Assert.Equal(401, (await app.AskAsync("/a/inner/again")).Status);
        Assert.Equal((200, 200, 200), await GetStatusesAsync(app, "/a/inner/again"));
    }

    [Fact]
    public async Task AllowAnonymous_UnderAFallbackPolicy_LeavesTheGatewayOn()
    {
        await using var app = await StartAsync(
            app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapGet("/anonymous", () => "ok").RequireUsagePlan().AllowAnonymous();
                app.MapGet("/closed", () => "ok").RequireUsagePlan();
            },
            builder =>
            {
                builder.Services.AddAuthentication("none").AddCookie("none", options => options.Events.OnRedirectToLogin = context =>
                {
                    context.Response.StatusCode = 418;
                    return Task.CompletedTask;
                });
                builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            });

        Assert.Equal(401, (await app.AskAsync("/anonymous")).Status);
        Assert.Equal(200, (await app.AskAsync("/anonymous", TestKeys.Alice)).Status);
        Assert.Equal(418, (await app.AskAsync("/closed", TestKeys.Alice)).Status);
        Assert.Equal(1, app.GetUsed());
    }

    private static string GetStage(HttpContext context) => context.GetGateway().Stage.Name;

    private static async Task<(int Alice, int Bob, int Carol)> GetStatusesAsync(GatewayApp app, string path) => (
        (await app.AskAsync(path, TestKeys.Alice)).Status,
        (await app.AskAsync(path, TestKeys.Bob)).Status,
        (await app.AskAsync(path, TestKeys.Carol)).Status);

    private static Task<GatewayApp> StartAsync(Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null) =>
        GatewayApp.StartAsync(AddPlans, map, configure);

    private static void AddPlans(IApiGatewayBuilder gateway) => gateway
        .AddStage("prod")
        .AddStage("beta")
        .AddUsagePlan("free", plan => plan.Quota(1_000, QuotaPeriod.Day))
        .AddUsagePlan("pro", plan => plan.Quota(1_000, QuotaPeriod.Day))
        .AddUsagePlan("gold", plan => plan.Quota(1_000, QuotaPeriod.Day))
        .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
        .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("pro"))
        .AddApiKey("carol", key => key.Value(TestKeys.Carol).Plans("gold"));
}
