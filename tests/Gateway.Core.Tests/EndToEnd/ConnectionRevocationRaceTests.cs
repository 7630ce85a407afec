using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>A key that is revoked after its request has proved it, and before the connection counts as open.</summary>
public class ConnectionRevocationRaceTests
{
    private readonly HoldingStep _step = new();
    private readonly HeldRequests _held = new();
    private readonly FakeApiKeyStore _store = new();

    public ConnectionRevocationRaceTests() => _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));

    [Fact]
    public async Task Invalidate_BeforeTheConnectionIsOpen_ClosesIt()
    {
        await using var app = await StartAsync(gateway => gateway.AddApiKeyStore(_store));
        var request = await ReachStepAsync(app);
        _store.Delete("alice");

        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        await AssertCutAsync(request);
    }

    // The later request has its key looked up anew: what the earlier one knows of it is in no table any more.
    [Fact]
    public async Task Invalidate_KeyWasLookedUpAnewBeforeTheConnectionIsOpen_ClosesItToo()
    {
        await using var app = await StartAsync(gateway => gateway.AddApiKeyStore(_store));
        var early = await ReachStepAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var late = await ReachStepAsync(app);
        _store.Delete("alice");

        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        await AssertCutAsync(early, late);
    }

    [Fact]
    public async Task Invalidate_KeyIsStillGood_LeavesTheConnectionOpen()
    {
        await using var app = await StartAsync(gateway => gateway.AddApiKeyStore(_store));
        var request = await ReachStepAsync(app);

        app.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        _step.Release();
        await _held.Entered.WaitAsync(1);
        _held.Release();
        Assert.Equal(200, (await request.InTime()).Status);
    }

    [Fact]
    public async Task Reload_KeyIsGoneBeforeTheConnectionIsOpen_ClosesIt()
    {
        string[] bob = ["ApiKeys:Keys:bob:Value = " + TestKeys.Bob];
        var settings = new ChangingSettings([.. bob, "ApiKeys:Keys:alice:Value = " + TestKeys.Alice, "ApiKeys:Keys:alice:Plans:0 = free"]);
        await using var app = await StartAsync(gateway => gateway.Services.AddApiGateway(settings.Section));
        var request = await ReachStepAsync(app);

        app.Reload(settings, bob);

        Assert.Empty(app.GetMessages(ReloadingApp.Refused));
        await AssertCutAsync(request);
    }

    private async Task<Task<Answer>> ReachStepAsync(GatewayApp app)
    {
        var request = app.AskAsync("/events", TestKeys.Alice);
        await _step.Arrivals.WaitAsync(1);
        return request;
    }

    private async Task AssertCutAsync(params Task<Answer>[] requests)
    {
        _step.Release();
        foreach (var request in requests)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => request.InTime());
        }
    }

    private Task<GatewayApp> StartAsync(Action<IApiGatewayBuilder> keys) => GatewayApp.StartAsync(
        gateway =>
        {
            keys(gateway);
            gateway.AddUsagePlan("free", plan => plan.Rate(1_000)).Services.AddSingleton<IGatewayStepFactory>(_step);
        },
        app => app.MapGet("/events", _held.HoldAsync).RequireUsagePlan().WithLongLivedRequests());
}
