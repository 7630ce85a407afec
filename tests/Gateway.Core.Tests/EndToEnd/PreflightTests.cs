using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class PreflightTests
{
    private static readonly (string, string)[] Preflight = [("Origin", "https://shop.example"), ("Access-Control-Request-Method", "POST")];

    [Fact]
    public async Task Options_PreflightThatTheCorsMiddlewareAnswers_CountsByAddressAndSpendsNothingElse()
    {
        await using var app = await StartAsync();

        for (var i = 0; i < 3; i++)
        {
            var answered = await app.SendAsync("OPTIONS", "/orders", Preflight);
            Assert.Equal((204, "https://shop.example"), (answered.Status, answered["Access-Control-Allow-Origin"]));
        }

        var refused = await app.SendAsync("OPTIONS", "/orders", Preflight);
        Assert.Equal((429, "1"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"address_rate_exceeded\"", refused.Body, StringComparison.Ordinal);
        Assert.Null(refused["Access-Control-Allow-Origin"]);
        Assert.Equal(429, (await app.SendAsync("POST", "/orders", ("x-api-key", TestKeys.Alice))).Status);
        Assert.Equal(0, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "free")!.Used);
    }

    [Fact]
    public async Task Options_RefusedPreflight_IsCountedAsARefusalOfItsEndpoint()
    {
        await using var app = await StartAsync();
        using var counter = new RejectionCounter(app);
        for (var i = 0; i < 5; i++)
        {
            await app.SendAsync("OPTIONS", "/orders", Preflight);
        }

        Assert.Equal(
            Enumerable.Repeat("gateway.stage=$default gateway.route=POST /orders gateway.reason=address_rate_exceeded", 2), counter.Counted);
    }

    [Fact]
    public async Task Options_PreflightThatNobodyAnswers_CountsOnce()
    {
        // Any method, so that it reaches the endpoint.
        await using var app = await GatewayApp.StartAsync(
            _ => { }, app => app.Map("/any", context => context.Response.WriteAsync(context.Request.Method)).WithAddressThrottle(rate: 1, burst: 3));

        for (var i = 0; i < 3; i++)
        {
            var answer = await app.SendAsync("OPTIONS", "/any", Preflight);
            Assert.Equal((200, "OPTIONS"), (answer.Status, answer.Body));
        }

        Assert.Equal(429, (await app.SendAsync("OPTIONS", "/any", Preflight)).Status);
        Assert.Equal(429, (await app.SendAsync("GET", "/any")).Status);
    }

    [Theory]
    [InlineData("Origin")]
    [InlineData("Access-Control-Request-Method")]
    public async Task Options_WithOneOfTheTwoHeaders_IsAnOrdinaryRequest(string header)
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)),
            app => app.Map("/any", context => context.Response.WriteAsync("ok")).RequireUsagePlan().WithAddressThrottle(rate: 1, burst: 3));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(401, (await app.SendAsync("OPTIONS", "/any", (header, "POST"))).Status);
        }

        Assert.Equal(429, (await app.SendAsync("OPTIONS", "/any", (header, "POST"))).Status);
    }

    [Fact]
    public async Task Options_PreflightOfAnEndpointThatNeedsAKey_IsRefusedWhereNoCorsAnswersIt()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1)),
            app => app.Map("/any", context => context.Response.WriteAsync("ok")).RequireUsagePlan().WithAddressThrottle(rate: 1, burst: 3));

        Assert.Equal(401, (await app.SendAsync("OPTIONS", "/any", Preflight)).Status);
    }

    [Fact]
    public async Task Options_EndpointWithoutAddressThrottle_IsNotCounted()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(204, (await app.SendAsync("OPTIONS", "/free", Preflight)).Status);
        }
    }

    [Fact]
    public async Task Post_WithAMethodOverride_RunsAndCountsAsWhatItIs()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync(
            "POST", "/orders", ("x-api-key", TestKeys.Alice), ("X-HTTP-Method-Override", "OPTIONS"), Preflight[0], Preflight[1]);

        Assert.Equal((200, "ordered"), (answer.Status, answer.Body));
        Assert.Equal(1, app.Services.GetRequiredService<IUsageAdministration>().GetUsage("alice", "free")!.Used);
    }

    [Fact]
    public async Task Options_PreflightThatIsRoutedAgain_CountsOnceInAll()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
        {
            app.UseStatusCodePagesWithReExecute("/error");
            app.UseRouting();
            app.Map("/missing", () => Results.StatusCode(404)).WithAddressThrottle(rate: 1, burst: 1);
            app.Map("/error", context => context.Response.WriteAsync("error page")).WithAddressThrottle(rate: 1, burst: 1);
        });

        Assert.Equal("error page", (await app.SendAsync("OPTIONS", "/missing", Preflight)).Body);
        Assert.Equal(200, (await app.SendAsync("GET", "/error")).Status);
        Assert.Equal(429, (await app.SendAsync("GET", "/error")).Status);
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.Services.AddCors();
            gateway.AddUsagePlan("free", plan => plan.Rate(100).Quota(10, QuotaPeriod.Day))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"));
        },
        app =>
        {
            app.UseCors();
            app.MapPost("/orders", () => "ordered").RequireCors(Allow).RequireUsagePlan().WithAddressThrottle(rate: 1, burst: 3);
            app.MapPost("/free", () => "ordered").RequireCors(Allow).RequireUsagePlan();
        });

    private static void Allow(CorsPolicyBuilder policy) =>
        policy.WithOrigins("https://shop.example").AllowAnyMethod();
}
