using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>How many requests of a caller may run at once, and that each gives its permit back, however it ends.</summary>
public class ConcurrencyTests
{
    private const int Limit = 3;
    private readonly HeldRequests _held = new();

    [Fact]
    public async Task InvokeAsync_AsManyAsAllowedUnderWay_RefusesOneMoreWithoutRetryAfterAndAdmitsItWhenOneHasEnded()
    {
        await using var app = await StartAsync();
        var held = Enumerable.Range(0, Limit).Select(_ => app.AskAsync("/held", TestKeys.Alice)).ToArray();
        await _held.Entered.WaitAsync(Limit);

        var refused = await app.AskAsync("/", TestKeys.Alice);
        Assert.Equal((429, null), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"concurrency_exceeded\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Bob)).Status);
        _held.Release();
        Assert.All(await Task.WhenAll(held).InTime(), answer => Assert.Equal("held", answer.Body));
        await _held.Ended.WaitAsync(Limit + 2);
        await AssertAllPermitsAreBackAsync(app);
    }

    [Theory]
    [InlineData("/", null, 200)]
    [InlineData("/throws", null, 500)]
    [InlineData("/async-throws", null, 500)]
    [InlineData("/", "x-refuse", 409)]
    [InlineData("/missing", null, 404)]
    public async Task InvokeAsync_EndsInAnyWay_GivesThePermitBack(string path, string? header, int status)
    {
        await using var app = await StartAsync();
        for (var i = 0; i < 10 * Limit; i++)
        {
            var answer = await app.SendAsync("GET", path, header is null ? [("x-api-key", TestKeys.Alice)] : [("x-api-key", TestKeys.Alice), (header, "1")]);
            Assert.Equal(status, answer.Status);
            await _held.Ended.WaitAsync(1);
        }

        await AssertAllPermitsAreBackAsync(app);
    }

    // FIELD.md C2, case 35: clients that go away. A thousand of them, and the counts balance to zero.
    [Fact]
    public async Task InvokeAsync_ThousandClientsGoAwayInTheirHandler_BalancesToZero()
    {
        const int Clients = 1_000;
        const int Together = 50;
        await using var app = await StartAsync(plan => plan.Concurrency(Together).Quota(1_000_000, QuotaPeriod.Day));
        for (var i = 0; i < Clients / Together; i++)
        {
            var connections = new List<RawConnection>();
            for (var j = 0; j < Together; j++)
            {
                var connection = await RawConnection.OpenAsync(app.Address);
                await connection.SendAsync($"GET /held HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n\r\n");
                connections.Add(connection);
            }

            await _held.Entered.WaitAsync(Together);
            connections.ForEach(connection => connection.Reset());
            await _held.Ended.WaitAsync(Together);
        }

        Assert.Equal(Clients, app.GetUsed("alice", "plan"));
        await AssertAllPermitsAreBackAsync(app, Together);
    }

    // FIELD.md C2, case 34: a body that comes slowly. Whoever sends it holds a permit of its own, and of nobody else.
    [Fact]
    public async Task InvokeAsync_ClientSendsItsBodySlowly_HoldsOnlyItsOwnPermit()
    {
        await using var app = await StartAsync(plan => plan.Concurrency(1));
        using var slow = await RawConnection.OpenAsync(app.Address);
        await slow.SendAsync($"POST /body HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\nContent-Length: 3\r\n\r\n");
        await _held.Entered.WaitAsync(1);
        await slow.SendAsync("a");

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await app.AskAsync("/", TestKeys.Bob)).Status);
        }

        await _held.Ended.WaitAsync(20);
        Assert.Equal(429, (await app.AskAsync("/", TestKeys.Alice)).Status);
        await _held.Ended.WaitAsync(1);
        await slow.SendAsync("bc");
        Assert.Contains("3 bytes", await slow.ReadAsync("3 bytes"), StringComparison.Ordinal);
        await _held.Ended.WaitAsync(1);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task InvokeAsync_RefusedForItsConcurrency_SpendsNoRateNoQuotaAndNoThrottle()
    {
        await using var app = await StartAsync(plan => plan.Concurrency(1).Rate(0.001).Burst(3).Quota(10, QuotaPeriod.Day));
        var held = app.AskAsync("/held", TestKeys.Alice);
        await _held.Entered.WaitAsync(1);
        for (var i = 0; i < 10; i++)
        {
            Assert.Contains("concurrency_exceeded", (await app.AskAsync("/throttled", TestKeys.Alice)).Body, StringComparison.Ordinal);
        }

        Assert.Equal(1, app.GetUsed("alice", "plan"));
        _held.Release();
        await held.InTime();
        await _held.Ended.WaitAsync(11);
        Assert.Equal(200, (await app.AskAsync("/throttled", TestKeys.Alice)).Status);
        await _held.Ended.WaitAsync(1);
        Assert.Equal(200, (await app.AskAsync("/throttled", TestKeys.Alice)).Status);
        await _held.Ended.WaitAsync(1);
        Assert.Contains("rate_exceeded", (await app.AskAsync("/", TestKeys.Alice)).Body, StringComparison.Ordinal);
        Assert.Equal(3, app.GetUsed("alice", "plan"));
    }

    [Fact]
    public async Task InvokeAsync_PlanHasOnlyARateForTheEndpoint_KeepsNoPermitThatWouldLockTheCallerOutLater()
    {
        // A caller that still held something could never be forgotten, and would be refused once a reload gives the plan a concurrency.
        await using var app = await StartAsync(plan => plan.Endpoint("GET /", 1, 5), maxCallers: 1);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Bob)).Status);
    }

    private async Task AssertAllPermitsAreBackAsync(GatewayApp app, int limit = Limit)
    {
        var again = new HeldRequests();
        _second = again;
        var held = Enumerable.Range(0, limit).Select(_ => app.AskAsync("/held-again", TestKeys.Alice)).ToArray();
        await again.Entered.WaitAsync(limit);
        Assert.Equal(429, (await app.AskAsync("/", TestKeys.Alice)).Status);
        again.Release();
        Assert.All(await Task.WhenAll(held).InTime(), answer => Assert.Equal(200, answer.Status));
    }

    private HeldRequests? _second;

    private Task<GatewayApp> StartAsync(Action<UsagePlanBuilder>? plan = null, int maxCallers = 100) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.Services.AddSingleton<OwnStepRuns>().AddApiGateway(options => options.MaxCallers = maxCallers);
            gateway.AddUsagePlan("plan", plan ?? (plan => plan.Concurrency(Limit)))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan"))
                .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("plan"))
                .AddStep<OwnStepFactory>();
        },
        app =>
        {
            _held.Watch(app);
            app.MapGet("/", () => "ok").RequireUsagePlan().WithMetadata(new OwnMetadata());
            app.MapGet("/held", _held.HoldAsync).RequireUsagePlan();
            app.MapGet("/held-again", (HttpContext context) => _second!.HoldAsync(context)).RequireUsagePlan();
            app.MapGet("/throws", string () => throw new InvalidOperationException("The handler is broken.")).RequireUsagePlan();
            app.MapGet("/missing", () => Results.NotFound()).RequireUsagePlan();
            app.MapGet("/throttled", () => "ok").RequireUsagePlan().WithThrottle(0.001, 2);
            app.MapGet("/async-throws", async Task<string> () =>
            {
                await Task.Yield();
                throw new InvalidOperationException("The handler is broken.");
            }).RequireUsagePlan();
            app.MapPost("/body", async (HttpContext context) =>
            {
                _held.Entered.Add();
                var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body, context.RequestAborted);
                return $"{body.Length} bytes";
            }).RequireUsagePlan();
        });
}
