using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.UsagePlans.Connections;

public class UpgradeWatchTests
{
    [Fact]
    public void Install_ServerOffersNoUpgrade_SetsNothing()
    {
        var features = new FeatureCollection();

        UpgradeWatch.Install(features, new ConnectionHold(new FakePermits(), Permits.Concurrency, lease: null));

        Assert.Empty(features);
    }

    [Fact]
    public async Task UpgradeAsync_ServerFails_ReturnsNothing()
    {
        var permits = new FakePermits();
        var features = new FeatureCollection();
        features.Set<IHttpUpgradeFeature>(new BrokenUpgrade());
        UpgradeWatch.Install(features, new ConnectionHold(permits, Permits.Concurrency, lease: null));

        await Assert.ThrowsAsync<InvalidOperationException>(features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync);

        Assert.True(features.GetRequiredFeature<IHttpUpgradeFeature>().IsUpgradableRequest);
        Assert.Empty(permits.Returned);
    }

    // The server uses its feature collection again; a watch that stayed would give back what it does not hold.
    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Install_OnARequestThatStaysOrdinary_IsGoneAtTheNextOfTheConnection(HttpProtocols protocols)
    {
        var seen = new List<object?>();
        await using var lab = await SocketLab.StartAsync(protocols, map: app => app.Use((context, next) =>
        {
            seen.Add(context.Features.Get<IHttpUpgradeFeature>());
            seen.Add(context.Features.Get<IHttpExtendedConnectFeature>());
            seen.Add(context.Features.Get<IHttpWebSocketFeature>());
            return next(context);
        }));
        for (var i = 0; i < 5; i++)
        {
            using var refused = await lab.OpenRefusedAsync("?decline");
            await lab.Ended.WaitAsync(1);
        }

        Assert.Equal(15, seen.Count);
        Assert.DoesNotContain(seen, feature => feature is UpgradeWatch);
    }

    [Fact]
    public async Task Install_KeptConnection_HoldsForOneRequestOnly()
    {
        var seen = new List<object?>();
        await using var lab = await SocketLab.StartAsync(HttpProtocols.Http1, map: app => app.Use((context, next) =>
        {
            seen.Add(context.Features.Get<IHttpUpgradeFeature>());
            seen.Add(context.Features.Get<IHttpWebSocketFeature>());
            return next(context);
        }));
        using var raw = await RawConnection.OpenAsync(lab.App.Address);
        foreach (var upgrade in new[] { "Connection: Upgrade\r\nUpgrade: other\r\n", "" })
        {
            await raw.SendAsync($"GET / HTTP/1.1\r\nHost: a\r\nx-api-key: {TestKeys.Alice}\r\n{upgrade}\r\n");
            Assert.StartsWith("HTTP/1.1 200", await raw.ReadAsync("ok"), StringComparison.Ordinal);
        }

        Assert.Equal(4, seen.Count);
        Assert.DoesNotContain(seen, feature => feature is UpgradeWatch);
        await lab.Ended.WaitAsync(2);
        await lab.AssertAllPermitsAreBackAsync();
    }

    private sealed class BrokenUpgrade : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => Task.FromException<Stream>(new InvalidOperationException("The server is broken."));
    }
}
