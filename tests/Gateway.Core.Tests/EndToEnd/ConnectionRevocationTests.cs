using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>A connection lives no longer than the key that opened it, whichever way that is revoked.</summary>
public class ConnectionRevocationTests
{
    private static readonly TimeSpan RevalidateAfter = TimeSpan.FromMinutes(1);

    private static readonly string[] Good =
    [
        "ApiKeys:Keys:alice:Value = " + TestKeys.Alice, "ApiKeys:Keys:alice:Plans:0 = free",
        "ApiKeys:Keys:bob:Value = " + TestKeys.Bob, "ApiKeys:Keys:bob:Plans:0 = free",
    ];

    private readonly FakeApiKeyStore _store = new();

    public ConnectionRevocationTests()
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Invalidate_KeyIsGoneFromTheStore_ClosesItsConnectionsAndNoOther(HttpProtocols protocols)
    {
        await using var lab = await SocketLab.StartAsync(protocols, gateway => gateway.AddApiKeyStore(_store));
        using var first = await lab.OpenAsync();
        using var second = await lab.OpenAsync();
        using var other = await lab.OpenAsync(key: TestKeys.Bob);
        await first.PingAsync();
        _store.Delete("alice");

        lab.App.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        await first.WaitUntilCutAsync();
        await second.WaitUntilCutAsync();
        await lab.Ended.WaitAsync(2);
        await other.PingAsync();
        await other.EndAsync();
        await lab.Ended.WaitAsync(1);
        await AssertRefusedThenAllPermitsAreBackAsync(lab);
    }

    [Fact]
    public async Task Invalidate_KeyIsStillGood_ClosesNothing()
    {
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.AddApiKeyStore(_store));
        using var socket = await lab.OpenAsync();

        lab.App.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");

        await socket.PingAsync();
        await socket.EndAsync();
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Timer_KeyIsGoneFromTheStore_ClosesItsConnections(HttpProtocols protocols)
    {
        await using var lab = await SocketLab.StartAsync(protocols, gateway => gateway.AddApiKeyStore(_store));
        using var socket = await lab.OpenAsync();
        _store.Delete("alice");
        lab.App.Clock.Advance(RevalidateAfter - TimeSpan.FromTicks(1));
        await socket.PingAsync();

        lab.App.Clock.Advance(TimeSpan.FromTicks(1));

        await socket.WaitUntilCutAsync();
        await lab.Ended.WaitAsync(1);
        await AssertRefusedThenAllPermitsAreBackAsync(lab);
    }

    // What requests know of the key is younger than the connection; it must not open the next one.
    [Fact]
    public async Task Timer_KeyIsGoneAndWasLookedUpMeanwhile_DoesNotOpenTheNextConnection()
    {
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.AddApiKeyStore(_store));
        using var socket = await lab.OpenAsync();
        lab.App.Clock.Advance(RevalidateAfter / 2);
        lab.App.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");
        Assert.Equal(200, await lab.GetAsync());
        await lab.Ended.WaitAsync(1);
        _store.Delete("alice");

        lab.App.Clock.Advance(RevalidateAfter / 2);

        await socket.WaitUntilCutAsync();
        await lab.Ended.WaitAsync(1);
        await AssertRefusedThenAllPermitsAreBackAsync(lab);
    }

    [Fact]
    public async Task Timer_StoreIsDown_ClosesNothingUntilItAnswers()
    {
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.AddApiKeyStore(_store));
        using var socket = await lab.OpenAsync();
        _store.Delete("alice");
        _store.Fail();
        for (var i = 0; i < 10; i++)
        {
            lab.App.Clock.Advance(RevalidateAfter);
            await socket.PingAsync();
        }

        _store.Answer = null;
        lab.App.Clock.Advance(RevalidateAfter);

        await socket.WaitUntilCutAsync();
    }

    [Theory]
    [InlineData("removed")]
    [InlineData("disabled")]
    [InlineData("replaced")]
    public async Task Reload_KeyIsNoLongerGood_ClosesItsConnectionsAndNoOther(string how)
    {
        var settings = new ChangingSettings(Good);
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.Services.AddApiGateway(settings.Section));
        using var socket = await lab.OpenAsync();
        using var other = await lab.OpenAsync(key: TestKeys.Bob);

        lab.App.Reload(settings, how switch
        {
            "removed" => Good.Where(entry => !entry.Contains("alice", StringComparison.Ordinal)),
            "disabled" => Good.Append("ApiKeys:Keys:alice:Enabled = false"),
            _ => Good.Append("ApiKeys:Keys:alice:Value = " + TestKeys.Carol),
        });

        await socket.WaitUntilCutAsync();
        await lab.Ended.WaitAsync(1);
        Assert.Equal(HttpStatusCode.Unauthorized, (await lab.OpenRefusedAsync()).HttpStatusCode);
        await lab.Ended.WaitAsync(1);
        await other.PingAsync();
        lab.App.Reload(settings, Good);
        await lab.AssertAllPermitsAreBackAsync();
        await other.EndAsync();
    }

    [Fact]
    public async Task Timer_KeyHasExpired_ClosesItsConnections()
    {
        var settings = new ChangingSettings([.. Good, "ApiKeys:Keys:alice:ExpiresAt = 2026-03-04T12:00:30Z"]);
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.Services.AddApiGateway(settings.Section));
        using var socket = await lab.OpenAsync();

        lab.App.Clock.Advance(RevalidateAfter);

        await socket.WaitUntilCutAsync();
    }

    // Admission is final; only the key, which is what can be stolen, ends what was admitted. Whoever wants more closes the key.
    [Fact]
    public async Task Reload_PlanIsRemoved_KeepsTheConnectionAndItsPermit()
    {
        const string Team = "UsagePlans:team:Connections = 1";
        string[] good = [.. Good, Team, "UsagePlans:other:Rate = 5", "ApiKeys:Keys:alice:Plans:0 = team"];
        var settings = new ChangingSettings(good);
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.Services.AddApiGateway(settings.Section));
        using var socket = await lab.OpenAsync();

        lab.App.Reload(settings, [.. Good, "UsagePlans:other:Rate = 5"]);
        Assert.Empty(lab.App.GetMessages(ReloadingApp.Refused));
        await socket.PingAsync();
        using (var free = await lab.OpenAsync())
        {
            await free.EndAsync();
        }

        lab.App.Reload(settings, good);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await lab.OpenRefusedAsync()).HttpStatusCode);
        await lab.Ended.WaitAsync(2);
        await socket.EndAsync();
        await lab.Ended.WaitAsync(1);
        using var next = await lab.OpenAsync();
        await next.EndAsync();
    }

    [Fact]
    public async Task Timer_NothingIsOpenAnyMore_IsGone()
    {
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, gateway => gateway.AddApiKeyStore(_store));
        var before = lab.App.Clock.TimerCount;
        using var socket = await lab.OpenAsync();
        Assert.Equal(before + 1, lab.App.Clock.TimerCount);

        await socket.EndAsync();
        await lab.Ended.WaitAsync(1);
        var asked = _store.Calls.Count;
        lab.App.Clock.Advance(RevalidateAfter);

        Assert.Equal((before, asked), (lab.App.Clock.TimerCount, _store.Calls.Count));
    }

    private async Task AssertRefusedThenAllPermitsAreBackAsync(SocketLab lab)
    {
        using (var refused = await lab.OpenRefusedAsync())
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.HttpStatusCode);
        }

        await lab.Ended.WaitAsync(1);
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        lab.App.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");
        await lab.AssertAllPermitsAreBackAsync();
    }
}
