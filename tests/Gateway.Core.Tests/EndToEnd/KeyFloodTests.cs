using System.Net;
using Gateway.Core.ApiKeys;
using Gateway.Core.Diagnostics;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

[Collection(nameof(MeasuredAlone))]
public class KeyFloodTests
{
    private static readonly IPAddress Good = IPAddress.Parse("192.0.2.1");

    private readonly FakeApiKeyStore _store = new();

    [Fact]
    public async Task Send_AMillionKeysFromOneAddress_AsksTheStoreForItsFailuresOnly()
    {
        var statuses = await FloodAsync(1_000_000, _ => Good);

        // 100 at once, and 5 in each second after the first.
        Assert.Equal(195, _store.Calls.Count - 1);
        Assert.Equal("200:20 401:195 429:999805", statuses);
    }

    [Fact]
    public async Task Send_AMillionKeysFromAsManyAddresses_AsksTheStoreAsOftenAsItMay()
    {
        var statuses = await FloodAsync(1_000_000, i => new IPAddress(0x0A00_0000 + i));

        // 1,000 at once, of which the good key took one, and 1,000 in each second after the first.
        Assert.Equal(20_000 - 1, _store.Calls.Count - 1);
        Assert.Equal("200:20 401:19999 503:980001", statuses);
    }

    /// <summary>Sends for 20 seconds of the app's time; a good key, once seen, is served all along.</summary>
    private async Task<string> FloodAsync(int keys, Func<int, IPAddress> address)
    {
        _store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(1_000)).AddApiKeyStore(_store),
            app => app.MapGet("/", () => "ok").RequireUsagePlan(),
            builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        var requests = new DirectRequests(app);
        var counts = new SortedDictionary<int, int>();
        var memory = 0L;
        for (var i = 0; i < keys; i++)
        {
            if (i % (keys / 20) == 0)
            {
                Count(counts, await requests.SendAsync(Good, TestKeys.Alice));
                app.Clock.Advance(i == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(1));
            }

            if (i == keys / 2)
            {
                memory = GC.GetTotalMemory(forceFullCollection: true);
            }

            Count(counts, await requests.SendAsync(address(i), ApiKey.Create().Value));
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - memory, long.MinValue, 10_000_000);
        Assert.DoesNotContain("API key store", app.Services.GetRequiredService<GatewayHealth>().GetDegradedParts().Keys);
        return string.Join(' ', counts.Select(count => $"{count.Key}:{count.Value}"));
    }

    private static void Count(SortedDictionary<int, int> counts, int status) => counts[status] = counts.GetValueOrDefault(status) + 1;
}
