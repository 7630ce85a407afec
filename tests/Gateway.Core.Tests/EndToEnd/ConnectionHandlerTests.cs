using System.Text.Json;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>
/// A connection handler without a hub: nothing tells the endpoint of its connections from any other that keeps its requests open, so
/// what it sends beside a connection is one, too.
/// </summary>
public class ConnectionHandlerTests
{
    private readonly HeldRequests _held = new();
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(1, 429, 1)]
    [InlineData(2, 200, 2)]
    public async Task Send_WhileServerSentEventsAreOpen_TakesAConnectionOfItsOwn(int connections, int status, int used)
    {
        await using var app = await StartAsync(connections);
        var token = await NegotiateAsync(app);
        Assert.Equal(0, app.GetUsed());
        var stream = app.SendAsync("GET", $"/raw?id={token}", ("x-api-key", TestKeys.Alice), ("Accept", "text/event-stream"));
        await _held.Entered.WaitAsync(1);

        Assert.Equal(status, (await app.SendAsync("POST", $"/raw?id={token}", ("x-api-key", TestKeys.Alice))).Status);
        Assert.Equal(used, app.GetUsed());
        _release.SetResult();
        Assert.Equal(200, (await stream.InTime()).Status);
    }

    [Fact]
    public async Task Connection_OverServerSentEvents_GivesItsPermitBack()
    {
        await using var app = await StartAsync(connections: 1);
        _release.SetResult();
        for (var i = 1; i <= 3; i++)
        {
            var token = await NegotiateAsync(app);
            Assert.Equal(200, (await app.SendAsync("GET", $"/raw?id={token}", ("x-api-key", TestKeys.Alice), ("Accept", "text/event-stream"))).Status);
            await _held.Ended.WaitAsync(2);
            Assert.Equal(i, app.GetUsed());
        }
    }

    private static async Task<string> NegotiateAsync(GatewayApp app)
    {
        var answer = await app.SendAsync("POST", "/raw/negotiate?negotiateVersion=1", ("x-api-key", TestKeys.Alice));
        Assert.Equal(200, answer.Status);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("connectionToken").GetString()!;
    }

    private Task<GatewayApp> StartAsync(int connections) => GatewayApp.StartAsync(
        gateway => gateway
            .AddUsagePlan("free", plan => plan.Quota(1_000, QuotaPeriod.Day).Concurrency(1).Connections(connections))
            .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free")),
        app =>
        {
            _held.Watch(app);
            app.MapConnections("/raw", connection => connection.Run(async _ =>
            {
                _held.Entered.Add();
                await _release.Task;
            })).RequireUsagePlan();
        },
        builder => builder.Services.AddConnections());
}
