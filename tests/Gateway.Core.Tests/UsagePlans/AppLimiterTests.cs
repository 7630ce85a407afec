using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans;

/// <summary>A limiter of the framework inside a plan, as a caller meets it.</summary>
public class AppLimiterTests
{
    private readonly HeldRequests _held = new();
    private readonly ConcurrentDictionary<string, FakeLimiter> _limiters = new();

    [Theory]
    [InlineData("/", null, 200)]
    [InlineData("/throws", null, 500)]
    [InlineData("/", "x-refuse", 409)]
    public async Task InvokeAsync_EndsInAnyWay_DisposesTheLease(string path, string? header, int status)
    {
        await using var app = await StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            var answer = await app.SendAsync("GET", path, header is null ? [("x-api-key", TestKeys.Alice)] : [("x-api-key", TestKeys.Alice), (header, "1")]);
            Assert.Equal(status, answer.Status);
            await _limiters["alice"].Returned.WaitAsync(1);
            Assert.Equal((i, 0), (_limiters["alice"].Asked, _limiters["alice"].Open));
        }
    }

    [Fact]
    public async Task InvokeAsync_RequestIsUnderWay_HoldsTheLeaseUntilTheClientGoesAway()
    {
        await using var app = await StartAsync();
        var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync($"GET /held HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n\r\n");
        await _held.Entered.WaitAsync(1);
        Assert.Equal(1, _limiters["alice"].Open);
        connection.Reset();

        await _limiters["alice"].Returned.WaitAsync(1);
        Assert.Equal(0, _limiters["alice"].Open);
    }

    [Theory]
    [InlineData(7_200, "8")]
    [InlineData(0, null)]
    public async Task InvokeAsync_LimiterRefuses_Answers429WithTheWaitOfItsLeaseAndSpendsNothing(int milliseconds, string? retryAfter)
    {
        await using var app = await StartAsync();
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        var limiter = _limiters["alice"];
        (limiter.IsEmpty, limiter.RetryAfter) = (true, milliseconds == 0 ? null : TimeSpan.FromMilliseconds(milliseconds));
        await limiter.Returned.WaitAsync(1);

        var refused = await app.AskAsync("/", TestKeys.Alice);
        Assert.Equal((429, retryAfter), (refused.Status, refused["Retry-After"]));
        Assert.Contains("\"reason\":\"limiter_exceeded\"", refused.Body, StringComparison.Ordinal);
        Assert.Equal((1L, 0), (app.GetUsed("alice", "plan"), limiter.Open));
    }

    [Fact]
    public async Task InvokeAsync_LimiterThrows_Answers500AndServesTheNextRequest()
    {
        await using var app = await StartAsync();
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        _limiters["alice"].Throws = true;
        Assert.Equal(500, (await app.AskAsync("/", TestKeys.Alice)).Status);
        _limiters["alice"].Throws = false;

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        Assert.Equal(2, app.GetUsed("alice", "plan"));
    }

    [Fact]
    public async Task InvokeAsync_CallersOfOnePlan_HaveALimiterEachWhichIsDisposedWithItsCallerOnlyWhenIdle()
    {
        await using var app = await StartAsync(maxCallers: 1, hasQuota: false);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        await _limiters["alice"].Returned.WaitAsync(1);
        _limiters["alice"].IsBusy = true;
        Assert.Equal(503, (await app.AskAsync("/", TestKeys.Bob)).Status);
        Assert.Equal(0, _limiters["alice"].Disposals);
        _limiters["alice"].IsBusy = false;

        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Bob)).Status);
        Assert.Equal((1, 0), (_limiters["alice"].Disposals, _limiters["bob"].Disposals));
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 503)]
    public async Task InvokeAsync_LimiterOfAnotherCallerThrows_IsLoggedAndDoesNotFailTheRequest(bool whenDisposed, int status)
    {
        await using var app = await StartAsync(maxCallers: 1, hasQuota: false);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        await _limiters["alice"].Returned.WaitAsync(1);
        (_limiters["alice"].ThrowsOnDispose, _limiters["alice"].ThrowsOnIdle) = (whenDisposed, !whenDisposed);

        Assert.Equal(status, (await app.AskAsync("/", TestKeys.Bob)).Status);
        var logged = Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1303);
        Assert.Equal((LogLevel.Error, "The limiter is broken."), (logged.Level, logged.Exception?.Message));
        Assert.Contains("'alice' in the usage plan 'plan'", logged.Message, StringComparison.Ordinal);
    }

    // Whoever makes new callers come could otherwise fill the log.
    [Fact]
    public async Task InvokeAsync_LimiterOfAnotherCallerCannotSayWhetherItIsIdle_IsLoggedOnce()
    {
        await using var app = await StartAsync(maxCallers: 1, hasQuota: false);
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Alice)).Status);
        await _limiters["alice"].Returned.WaitAsync(1);
        _limiters["alice"].ThrowsOnIdle = true;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(503, (await app.AskAsync("/", TestKeys.Bob)).Status);
        }

        Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1303);
        _limiters["alice"].ThrowsOnIdle = false;
        Assert.Equal(200, (await app.AskAsync("/", TestKeys.Bob)).Status);
    }

    [Fact]
    public async Task InvokeAsync_FrameworksConcurrencyLimiter_HoldsItsPermitToTheEndOfTheRequest()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway
                .AddUsagePlan("plan", plan => plan.Limiter(_ => new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 0 })))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan")),
            app =>
            {
                _held.Watch(app);
                app.MapGet("/held", _held.HoldAsync).RequireUsagePlan();
            });
        var first = app.AskAsync("/held", TestKeys.Alice);
        await _held.Entered.WaitAsync(1);
        Assert.Equal(429, (await app.AskAsync("/held", TestKeys.Alice)).Status);
        _held.Release();
        Assert.Equal(200, (await first.InTime()).Status);
        await _held.Ended.WaitAsync(2);

        Assert.Equal(200, (await app.AskAsync("/held", TestKeys.Alice)).Status);
    }

    private Task<GatewayApp> StartAsync(int maxCallers = 100, bool hasQuota = true) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.Services.AddSingleton<OwnStepRuns>().AddApiGateway(options => options.MaxCallers = maxCallers);
            gateway
                .AddUsagePlan("plan", plan =>
                {
                    plan.Limiter(key => _limiters[key] = new FakeLimiter());
                    if (hasQuota)
                    {
                        plan.Quota(100, QuotaPeriod.Day);
                    }
                })
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("plan"))
                .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("plan"))
                .AddStep<OwnStepFactory>();
        },
        app =>
        {
            app.MapGet("/", () => "ok").RequireUsagePlan().WithMetadata(new OwnMetadata());
            app.MapGet("/held", _held.HoldAsync).RequireUsagePlan();
            app.MapGet("/throws", string () => throw new InvalidOperationException("The handler is broken.")).RequireUsagePlan();
        });
}
