using System.Collections.Concurrent;
using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>No full value of a key, good or bad, is in anything that leaves the gateway.</summary>
public class KeyLeakTests
{
    private const string Imported = "an-imported-key-value-1";

    [Fact]
    public async Task Get_KeysGoodAndBadInHeaderAndQuery_AppearInNoLogAnswerOrStoreCall()
    {
        var store = new RecordingStore();
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.AddUsagePlan("free", plan => plan.Rate(0.001).Burst(2)).AddUsagePlan("pro", plan => plan.Rate(1))
                .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
                .AddApiKey("carol", key => key.Value(TestKeys.Carol).Plans("pro"))
                .AddApiKeyStore(store)
                .Services.AddApiGateway(options => options.ApiKeys.QueryParameterName = "key"),
            app => app.MapGet("/orders", (HttpContext context) => context.Request.QueryString.Value + context.GetGateway().Caller).RequireUsagePlan("free"));

        var statuses = new List<int>();
        var answers = "";
        foreach (var (path, key) in (IEnumerable<(string, string?)>)
            [
                ("/orders", TestKeys.Alice), ("/orders?key=" + TestKeys.Alice, null), ("/orders", TestKeys.Alice), ("/orders", TestKeys.Bob),
                ("/orders?key=" + TestKeys.Bob, null), ("/orders", TestKeys.Carol), ("/orders", Imported), ("/orders", TestKeys.Bob[..^1] + "0"),
            ])
        {
            using var response = await app.GetAsync(path, key);
            statuses.Add((int)response.StatusCode);
            answers += response.Headers + await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal([200, 200, 429, 401, 401, 403, 401, 401], statuses);
        var logged = string.Join('\n', app.Logs.Entries.Select(entry => entry.Message + entry.Exception));
        foreach (var value in (string[])[TestKeys.Alice, TestKeys.Bob, TestKeys.Carol, Imported, TestKeys.Bob[..^1]])
        {
            Assert.DoesNotContain(value, logged, StringComparison.Ordinal);
            Assert.DoesNotContain(value, answers, StringComparison.Ordinal);
        }

        // What may be there is there: the refusal names prefix and last four, the store was asked by hash.
        Assert.Contains("gw_demo_…8mrQ", logged, StringComparison.Ordinal);
        Assert.Equal([ApiKey.ComputeHash(TestKeys.Bob), ApiKey.ComputeHash(Imported)], store.Asked);
    }

    private sealed class RecordingStore : IApiKeyStore
    {
        public ConcurrentQueue<string> Asked { get; } = new();

        public ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken)
        {
            Asked.Enqueue(hash);
            return ValueTask.FromResult<ApiKey?>(null);
        }
    }
}
