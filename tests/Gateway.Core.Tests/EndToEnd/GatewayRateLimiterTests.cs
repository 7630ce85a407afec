using System.Globalization;
using System.Threading.RateLimiting;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.RateLimiting;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>The gateway's limiter where the framework and Polly ask for one.</summary>
public class GatewayRateLimiterTests
{
    [Fact]
    public async Task UseRateLimiter_PolicyPerClient_RefusesWithRetryAfterAndAdmitsThen()
    {
        await using var app = await StartAsync();
        Assert.Equal((200, 200), (await GetAsync(app, "a"), await GetAsync(app, "a")));

        var refused = await app.SendAsync("GET", "/", ("x-client", "a"));

        Assert.Equal((429, "5", "rate"), (refused.Status, refused["Retry-After"], refused.Body));
        Assert.Equal(200, await GetAsync(app, "b"));
        app.Clock.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Equal(429, await GetAsync(app, "a"));
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(200, await GetAsync(app, "a"));
        app.Clock.Advance(TimeSpan.FromHours(1));
        var spent = await app.SendAsync("GET", "/", ("x-client", "a"));
        Assert.Equal((429, "39595", "quota"), (spent.Status, spent["Retry-After"], spent.Body));
    }

    [Fact]
    public async Task PlanLimiter_OfTheGatewaysOwn_RefusesWithItsWait()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddUsagePlan("free", plan => plan.Limiter(_ => new GatewayRateLimiter(new() { Quota = new QuotaOptions { Limit = 1 } }, new FakeClock())))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
            app => app.MapGet("/", () => "ok").RequireUsagePlan());
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);

        var refused = await app.AskAsync("/", TestKeys.Alice);

        Assert.Equal((429, "43200"), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"limiter_exceeded\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Polly_RateLimiterStrategy_RejectsWithTheExactWait()
    {
        var clock = new FakeClock();
        await using var limiter = new GatewayRateLimiter(new GatewayRateLimiterOptions { Rate = 4, Burst = 2 }, clock);
        var pipeline = new ResiliencePipelineBuilder().AddRateLimiter(limiter).Build();
        Task<int> RunAsync() =>
            pipeline.ExecuteAsync(static _ => ValueTask.FromResult(7), TestContext.Current.CancellationToken).AsTask();

        Assert.Equal((7, 7), (await RunAsync(), await RunAsync()));
        var refused = await Assert.ThrowsAsync<RateLimiterRejectedException>(RunAsync);
        Assert.Equal(TimeSpan.FromMilliseconds(250), refused.RetryAfter);
        clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal(7, await RunAsync());
    }

    private static async Task<int> GetAsync(GatewayApp app, string client) => (await app.SendAsync("GET", "/", ("x-client", client))).Status;

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        gateway => gateway.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = static (rejected, token) =>
            {
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
                rejected.Lease.TryGetMetadata(MetadataName.ReasonPhrase, out var reason);
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return new ValueTask(rejected.HttpContext.Response.WriteAsync(reason ?? "", token));
            };
            options.AddPolicy("per-client", context => RateLimitPartition.Get<string>(
                context.Request.Headers["x-client"].ToString(),
                _ => new GatewayRateLimiter(
                    new GatewayRateLimiterOptions { Rate = 0.2, Burst = 2, Quota = new QuotaOptions { Limit = 3 } },
                    context.RequestServices.GetRequiredService<TimeProvider>())));
        }),
        app =>
        {
            app.UseRateLimiter();
            app.MapGet("/", () => "ok").RequireRateLimiting("per-client");
        });
}
