using System.Collections.Concurrent;
using Gateway.Core.ApiKeys;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

public class CallerIsolationTests
{
    private const int Keys = 50;
    private const int Connections = 4;
    private const int RequestsPerConnection = 250;

    /// <summary>Many keys over few connections: request objects are used again all the time, and nobody may see another's caller.</summary>
    [Fact]
    public async Task Caller_ManyKeysOverFewConnections_IsAlwaysTheOneOfTheKeySent()
    {
        var keys = Enumerable.Range(0, Keys).Select(_ => ApiKey.Create("test").Value).ToArray();
        var wrong = new ConcurrentQueue<string>();
        var kept = new ConcurrentQueue<(string Id, GatewayContext Gateway)>();
        var seen = 0;

        void Check(string place, string? expected, string? actual)
        {
            Interlocked.Increment(ref seen);
            if (expected != actual)
            {
                wrong.Enqueue($"{place}: expected {expected}, saw {actual}");
            }
        }

        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddUsagePlan("free", plan => plan.Rate(1_000_000).Burst(1_000_000));
                for (var i = 0; i < Keys; i++)
                {
                    var value = keys[i];
                    gateway.AddApiKey($"key-{i}", key => key.Value(value).Plans("free"));
                }
            },
            app =>
            {
                app.Use(async (context, next) =>
                {
                    // Runs after the gateway's own callback, when the pooled object may serve somebody else already.
                    var expected = context.Request.Headers["x-expected"].ToString();
                    context.Response.OnCompleted(() =>
                    {
                        Check("late callback", null, context.TryGetGateway(out var late) ? ReadOrNull(late) : null);
                        return Task.CompletedTask;
                    });
                    await next(context);
                    Check("middleware", expected, context.GetGateway().Caller?.Id);
                    kept.Enqueue((expected, context.GetGateway()));
                });
                app.MapGet("/", async (HttpContext context, GatewayCaller caller) =>
                {
                    var expected = context.Request.Headers["x-expected"].ToString();
                    Check("parameter", expected, caller.Id);
                    context.Response.OnCompleted(() =>
                    {
                        Check("callback", expected, context.GetGateway().Caller?.Id);
                        return Task.CompletedTask;
                    });
                    await Task.Yield();
                    Check("handler", expected, context.GetGateway().Caller?.Id);
                }).RequireUsagePlan();
            });

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => SendAsync(app.Address, keys, connection)));

        Assert.Empty(wrong);
        Assert.Equal(Connections * RequestsPerConnection, kept.Count);
        Assert.All(kept, item => Assert.Contains(ReadOrNull(item.Gateway), new[] { null, item.Id }));
        Assert.True(seen >= Connections * RequestsPerConnection * 4);
    }

    private static async Task SendAsync(Uri address, string[] keys, int seed)
    {
        using var connection = await RawConnection.OpenAsync(address);
        for (var i = 0; i < RequestsPerConnection; i++)
        {
            var key = (i * 7 + seed * 13) % Keys;
            await connection.SendAsync($"GET / HTTP/1.1\r\nHost: a\r\nx-expected: key-{key}\r\nx-api-key: {keys[key]}\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200", await connection.ReadAsync(until: "\r\n\r\n"), StringComparison.Ordinal);
        }
    }

    private static string? ReadOrNull(GatewayContext gateway)
    {
        try
        {
            return gateway.Caller?.Id;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }
}
