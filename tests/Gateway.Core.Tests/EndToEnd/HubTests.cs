using Gateway.Core.ApiKeys;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>A SignalR connection is charged once, whatever its transport makes of it, and is one of the plan's connections.</summary>
public class HubTests
{
    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Connection_ManyMessages_IsChargedOnce(HttpTransportType transport)
    {
        await using var lab = await HubLab.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await using var connection = await lab.ConnectAsync(transport);
            for (var j = 0; j < 10; j++)
            {
                Assert.Equal("hello", await connection.InvokeAsync<string>("Echo", "hello", TestContext.Current.CancellationToken).InTime());
            }

            await connection.StopAsync(TestContext.Current.CancellationToken).InTime();
            Assert.Equal(i, lab.App.GetUsed());
        }
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task Connection_AsManyAsAllowedAreOpen_IsRefusedUntilOneHasEnded(HttpTransportType transport)
    {
        await using var lab = await HubLab.StartAsync();
        await using var first = await lab.ConnectAsync(transport);
        await using var second = await lab.ConnectAsync(transport);

        await Assert.ThrowsAnyAsync<Exception>(() => lab.ConnectAsync(transport));
        Assert.Equal(2, lab.App.GetUsed());
        await using var other = await lab.ConnectAsync(transport, TestKeys.Bob);
        await first.StopAsync(TestContext.Current.CancellationToken).InTime();
        await second.StopAsync(TestContext.Current.CancellationToken).InTime();
        await AssertAllPermitsAreBackAsync(lab);
    }

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task Connection_KeyIsRevoked_IsClosedAndGivesItsPermitBack(HttpTransportType transport)
    {
        await using var lab = await HubLab.StartAsync();
        await using var connection = await lab.ConnectAsync(transport);
        await using var other = await lab.ConnectAsync(transport, TestKeys.Bob);
        var closed = new TaskCompletionSource();
        connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        lab.Store.Delete("alice");
        lab.App.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");
        await closed.Task.InTime();

        Assert.Equal("hello", await other.InvokeAsync<string>("Echo", "hello", TestContext.Current.CancellationToken).InTime());
        lab.Store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        lab.App.Services.GetRequiredService<IApiKeyAdministration>().Invalidate("alice");
        await AssertAllPermitsAreBackAsync(lab);
    }

    [Fact]
    public async Task Connection_OfAHubWithACost_IsChargedForTheNegotiationToo()
    {
        await using var lab = await HubLab.StartAsync(hub => hub.WithCost(3));
        await using var connection = await lab.ConnectAsync(HttpTransportType.WebSockets);
        Assert.Equal("hello", await connection.InvokeAsync<string>("Echo", "hello", TestContext.Current.CancellationToken).InTime());

        Assert.Equal(6, lab.App.GetUsed());
    }

    // The end of a request is seen by the client before the gateway has let go of it, so this waits for a place.
    private static async Task AssertAllPermitsAreBackAsync(HubLab lab)
    {
        var connections = new List<HubConnection>();
        while (connections.Count < HubLab.Connections)
        {
            try
            {
                connections.Add(await lab.ConnectAsync(HttpTransportType.WebSockets));
            }
            catch (Exception exception) when (exception is not OperationCanceledException and not TimeoutException)
            {
                await lab.Ended.WaitAsync(1);
            }
        }

        await Assert.ThrowsAnyAsync<Exception>(() => lab.ConnectAsync(HttpTransportType.WebSockets));
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }
}
