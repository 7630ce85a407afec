using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Requests of an endpoint that is said to keep them open count among the plan's connections, not among its requests.</summary>
public class StreamTests
{
    private const int Connections = 2;
    private readonly HeldRequests _held = new();

    [Theory]
    [InlineData("/stream")]
    [InlineData("/no-timeout")]
    public async Task Get_AsManyAsAllowedAreOpen_RefusesOneMoreWithoutRetryAfterAndAdmitsOrdinaryRequests(string path)
    {
        await using var app = await StartAsync();
        var open = Enumerable.Range(0, Connections).Select(_ => app.AskAsync(path, TestKeys.Alice)).ToArray();
        await _held.Entered.WaitAsync(Connections);

        var refused = await app.AskAsync(path, TestKeys.Alice);
        Assert.Equal((429, null), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"concurrency_exceeded\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        await _held.Ended.WaitAsync(2);
        _held.Release();
        Assert.All(await Task.WhenAll(open).InTime(), answer => Assert.Equal("data: held\n\n", answer.Body));
        await _held.Ended.WaitAsync(Connections);
        Assert.Equal(Connections + 1, app.GetUsed());
        await AssertAllPermitsAreBackAsync(app);
    }

    [Fact]
    public async Task Get_ClientGoesAway_GivesThePermitBack()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10 * Connections; i++)
        {
            using var raw = await RawConnection.OpenAsync(app.Address);
            await raw.SendAsync($"GET /stream HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n\r\n");
            Assert.Contains("data: ", await raw.ReadAsync("data: "), StringComparison.Ordinal);
            raw.Reset();
            await _held.Ended.WaitAsync(1);
        }

        await AssertAllPermitsAreBackAsync(app);
    }

    [Fact]
    public async Task Get_HandlerFailsInTheMiddle_GivesThePermitBack()
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10 * Connections; i++)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.AskAsync("/broken", TestKeys.Alice));
            await _held.Ended.WaitAsync(1);
        }

        await AssertAllPermitsAreBackAsync(app);
    }

    [Fact]
    public async Task Get_PlanWithoutLimits_IsOpenedWithoutAPermit()
    {
        await using var app = await StartAsync(plan => plan.Quota(100, QuotaPeriod.Day));
        var open = Enumerable.Range(0, 10).Select(_ => app.AskAsync("/stream", TestKeys.Alice)).ToArray();
        await _held.Entered.WaitAsync(10);

        _held.Release();
        Assert.All(await Task.WhenAll(open).InTime(), answer => Assert.Equal(200, answer.Status));
    }

    // Some clients offer HTTP/2 with every request. Were they connections, a caller whose connections are all open could ask nothing more.
    [Theory]
    [InlineData("Connection: Upgrade\r\nUpgrade: h2c\r\n")]
    [InlineData("Upgrade: websocket\r\n")]
    public async Task Get_RequestThatBecomesNoConnection_IsAnOrdinaryOne(string headers)
    {
        await using var app = await StartAsync();
        var open = Enumerable.Range(0, Connections).Select(_ => app.AskAsync("/stream", TestKeys.Alice)).ToArray();
        await _held.Entered.WaitAsync(Connections);
        using var raw = await RawConnection.OpenAsync(app.Address);
        await raw.SendAsync($"GET / HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n{headers}\r\n");

        Assert.StartsWith("HTTP/1.1 200", await raw.ReadAsync("ok"), StringComparison.Ordinal);
        _held.Release();
        await Task.WhenAll(open).InTime();
    }

    private async Task AssertAllPermitsAreBackAsync(GatewayApp app)
    {
        var open = new List<RawConnection>();
        for (var i = 0; i < Connections; i++)
        {
            open.Add(await RawConnection.OpenAsync(app.Address));
            await open[i].SendAsync($"GET /open HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n\r\n");
            Assert.Contains("data: ", await open[i].ReadAsync("data: "), StringComparison.Ordinal);
        }

        Assert.Equal(429, (await app.AskAsync("/open", TestKeys.Alice)).Status);
        open.ForEach(connection => connection.Dispose());
    }

    private Task<GatewayApp> StartAsync(Action<UsagePlanBuilder>? plan = null) => GatewayApp.StartAsync(
        gateway => gateway
            .AddUsagePlan("free", plan ?? (plan => plan.Quota(1_000, QuotaPeriod.Day).Concurrency(1).Connections(Connections)))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
        app =>
        {
            _held.Watch(app);
            app.MapGet("/", () => "ok").RequireUsagePlan();
            app.MapGet("/stream", StreamAsync).RequireUsagePlan().WithLongLivedRequests();
            app.MapGet("/no-timeout", StreamAsync).RequireUsagePlan().WithMetadata(new DisableRequestTimeoutAttribute());
            app.MapGet("/open", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("data: ");
                await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
            }).RequireUsagePlan().WithLongLivedRequests();
            app.MapGet("/broken", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("data: ");
                throw new InvalidOperationException("The handler is broken.");
            }).RequireUsagePlan().WithLongLivedRequests();
        });

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("data: ");
        await _held.HoldAsync(context);
        await context.Response.WriteAsync("\n\n");
    }
}
