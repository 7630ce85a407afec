using System.Net;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class SignalRConventionTests
{
    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    public async Task MapHub_GoodKey_RunsInStageAndAsCaller(HttpTransportType transport)
    {
        using var patience = Patience.CreateTokenSource();
        await using var app = await StartAsync();
        await using var connection = Connect(app, TestKeys.Alice, transport);

        await connection.StartAsync(patience.Token);
        var seen = await connection.InvokeAsync<string>("Describe", patience.Token);

        Assert.Equal("prod alice", seen);
        Assert.True(app.GetOwnRuns() >= 2, "The own step runs for negotiate and for the connection.");
        Assert.Equal(1, app.GetUsed());
    }

    [Fact]
    public async Task MapHub_LongPolling_ChecksEveryPollAndGivesTheHubACopyWithoutTheGateway()
    {
        using var patience = Patience.CreateTokenSource();
        await using var app = await StartAsync();
        await using var connection = Connect(app, TestKeys.Alice, HttpTransportType.LongPolling);

        await connection.StartAsync(patience.Token);
        var sees = await connection.InvokeAsync<bool>("SeesGateway", patience.Token);

        Assert.False(sees);
        Assert.True(app.GetOwnRuns() >= 3, "The own step runs for negotiate, poll and send.");
    }

    [Fact]
    public async Task MapHub_NoKey_Refuses401BeforeTheOwnStep()
    {
        using var patience = Patience.CreateTokenSource();
        await using var app = await StartAsync();
        await using var connection = Connect(app, key: null, HttpTransportType.WebSockets);

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync(patience.Token));

        Assert.Equal(HttpStatusCode.Unauthorized, exception.StatusCode);
        Assert.Equal(0, app.GetOwnRuns());
    }

    [Fact]
    public async Task MapHub_NoKeyAndNegotiationSkipped_RefusesTheConnectionItself()
    {
        using var patience = Patience.CreateTokenSource();
        await using var app = await StartAsync();
        await using var connection = Connect(app, key: null, HttpTransportType.WebSockets, skipNegotiation: true);

        await Assert.ThrowsAnyAsync<Exception>(() => connection.StartAsync(patience.Token));

        Assert.Equal((HubConnectionState.Disconnected, 0), (connection.State, app.GetOwnRuns()));
    }

    [Fact]
    public async Task MapHub_OwnStepRefuses_Returns409()
    {
        using var patience = Patience.CreateTokenSource();
        await using var app = await StartAsync();
        await using var connection = Connect(app, TestKeys.Alice, HttpTransportType.WebSockets, refuse: true);

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => connection.StartAsync(patience.Token));

        Assert.Equal(HttpStatusCode.Conflict, exception.StatusCode);
        Assert.Equal(1, app.GetOwnRuns());
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        app => app.MapHub<OrdersHub>("/hub").WithThreeFeatures(),
        builder => builder.Services.AddSignalR());

    private static HubConnection Connect(
        GatewayApp app, string? key, HttpTransportType transport, bool skipNegotiation = false, bool refuse = false) =>
        new HubConnectionBuilder()
            .WithUrl(new Uri(app.Address, "/hub"), transport, options =>
            {
                options.SkipNegotiation = skipNegotiation;
                if (key is not null)
                {
                    options.Headers["x-api-key"] = key;
                }

                if (refuse)
                {
                    options.Headers["x-refuse"] = "yes";
                }
            })
            .Build();

    private sealed class OrdersHub : Hub
    {
        public string Describe() => ThreeFeatures.Describe(Context.GetHttpContext()!);

        public bool SeesGateway() => Context.GetHttpContext()!.TryGetGateway(out _);
    }
}
