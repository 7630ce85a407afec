using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class ApiKeyStoreTests
{
    private readonly FakeApiKeyStore _store = new();

    [Theory]
    [InlineData(GatewayMode.Standard, HttpStatusCode.ServiceUnavailable)]
    [InlineData(GatewayMode.AmazonApiGateway, HttpStatusCode.InternalServerError)]
    public async Task Get_StoreDownAndKeyUnknown_IsRefusedWithRetryAfterAndRecovers(GatewayMode mode, HttpStatusCode expected)
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await using var app = await StartAsync(mode);
        _store.Fail();

        var refused = await app.GetAsync("/orders", TestKeys.Alice);
        Assert.Equal(expected, refused.StatusCode);
        Assert.Equal("1", refused.Headers.RetryAfter!.ToString());
        _store.Answer = null;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
    }

    [Fact]
    public async Task Get_StoreDownAndBack_HealthIsDegradedThenHealthy()
    {
        await using var app = await StartAsync();
        var health = app.Services.GetRequiredService<HealthCheckService>();
        _store.Fail();

        await app.GetAsync("/orders", TestKeys.Alice);
        var report = await health.CheckHealthAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.Equal("Degraded: API key store.", report.Entries["api-gateway"].Description);
        _store.Answer = null;
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.GetAsync("/orders", TestKeys.Alice);

        Assert.Equal(HealthStatus.Healthy, (await health.CheckHealthAsync(TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task Get_ConfiguredKeyWhileTheStoreIsDown_Returns200()
    {
        await using var app = await StartAsync();
        _store.Fail();
        await app.GetAsync("/orders", TestKeys.Alice);

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Carol)).StatusCode);
    }

    [Fact]
    public async Task Get_ClientGoesAwayDuringTheLookUp_LeavesTheOtherWaiterItsAnswerAndLogsNoError()
    {
        await using var app = await StartAsync();
        var called = new TaskCompletionSource();
        var answer = new TaskCompletionSource<ApiKey?>();
        _store.Answer = (_, _) =>
        {
            called.TrySetResult();
            return new(answer.Task);
        };
        using (var leaving = await RawConnection.OpenAsync(app.Address))
        {
            await leaving.SendAsync($"GET /orders HTTP/1.1\r\nHost: test\r\nx-api-key: {TestKeys.Alice}\r\n\r\n");
            await called.Task.InTime();
            leaving.Reset();
        }

        var staying = app.GetAsync("/orders", TestKeys.Alice);
        answer.SetResult(ApiKeyLab.KeyOf(TestKeys.Alice));

        Assert.Equal(HttpStatusCode.OK, (await staying.InTime()).StatusCode);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Get_StoreWithEveryKey_IsAskedForNothingAtStartAndOncePerKeyLater()
    {
        _store.Answer = static (hash, _) => new(new ApiKey { Id = hash[..32], Hash = hash, Plans = ["free"] });
        await using var app = await StartAsync();
        Assert.Empty(_store.Calls);

        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        Assert.Equal([ApiKey.ComputeHash(TestKeys.Alice)], _store.Calls);
    }

    [Fact]
    public async Task Get_KeyDisabledAndInvalidatedByTheApp_IsRefusedAtOnce()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice) with { Enabled = false });

        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.GetAsync("/orders", TestKeys.Alice)).StatusCode);
    }

    private Task<GatewayApp> StartAsync(GatewayMode mode = GatewayMode.Standard) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.Services.AddApiGateway(options => options.Mode = mode);
            gateway.Services.AddHealthChecks().AddApiGateway();
            gateway.AddUsagePlan("free", plan => plan.Rate(1000)).AddApiKeyStore(_store)
                .AddApiKey("carol", key => key.Hash(ApiKey.ComputeHash(TestKeys.Carol)).Plans("free"));
        },
        app => app.MapGet("/orders", () => "ok").RequireUsagePlan());
}
