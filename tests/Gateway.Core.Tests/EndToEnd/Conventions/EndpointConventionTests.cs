using System.Net.WebSockets;
using System.Text;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class EndpointConventionTests
{
    [Fact]
    public async Task Endpoint_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            ThreeFeatures.Add,
            app => app.MapGet("/orders", ThreeFeatures.Describe).WithThreeFeatures());

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders");
    }

    [Fact]
    public async Task Group_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app =>
        {
            var orders = app.MapGroup("/orders").WithThreeFeatures();
            orders.MapGet("/{id:int}", ThreeFeatures.Describe);
        });

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders/5");
    }

    [Fact]
    public async Task Group_EndpointMappedBeforeTheConventions_IsEnforced()
    {
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app =>
        {
            var orders = app.MapGroup("/orders");
            orders.MapGet("/", ThreeFeatures.Describe);
            orders.WithThreeFeatures();
        });

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders");
    }

    [Fact]
    public async Task NestedGroups_OneFeatureEach_AreAllEnforcedOnce()
    {
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app => app
            .MapGroup("/v1").WithStage("prod")
            .MapGroup("/orders").RequireUsagePlan()
            .MapGet("/list", ThreeFeatures.Describe).WithGatewayMetadata(new OwnMetadata()));

        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/orders/list");
    }

    [Fact]
    public async Task NestedGroups_SameFeaturesOnEveryLevel_RunEachStepOnce()
    {
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app => app
            .MapGroup("/v1").WithThreeFeatures()
            .MapGroup("/orders").WithThreeFeatures()
            .MapGet("/list", ThreeFeatures.Describe).WithThreeFeatures());

        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/orders/list");
    }

    [Fact]
    public async Task ShortCircuit_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            ThreeFeatures.Add,
            app => app.MapGet("/orders", ThreeFeatures.Describe).ShortCircuit().WithThreeFeatures());

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders");
    }

    [Fact]
    public async Task Fallback_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            ThreeFeatures.Add,
            app => app.MapFallback(context => context.Response.WriteAsync(ThreeFeatures.Describe(context))).WithThreeFeatures());

        await ThreeFeatures.AssertEnforcedAsync(app, "/anything/at/all");
    }

    [Fact]
    public async Task EndpointFilter_RefusedRequest_DoesNotReachTheFilterOrTheBinding()
    {
        var reached = 0;
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app => app
            .MapPost("/orders", (Order order) => order.Id)
            .AddEndpointFilter((context, next) =>
            {
                Interlocked.Increment(ref reached);
                return next(context);
            })
            .WithThreeFeatures());

        var refused = await app.SendAsync("POST", "/orders", ("Content-Type", "application/json"));

        Assert.Equal(401, refused.Status);
        Assert.Equal(0, reached);
    }

    [Fact]
    public async Task WebSocket_ThreeFeatures_AreEnforcedBeforeTheUpgrade()
    {
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app =>
        {
            app.UseWebSockets();
            app.Map("/socket", async context =>
            {
                using var socket = await context.WebSockets.AcceptWebSocketAsync();
                var text = Encoding.UTF8.GetBytes(ThreeFeatures.Describe(context));
                await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }).WithThreeFeatures();
        });

        var (anonymous, _) = await ConnectAsync(app, key: null);
        Assert.Equal((401, 0), (anonymous, app.GetOwnRuns()));

        var (status, text) = await ConnectAsync(app, TestKeys.Alice);
        Assert.Equal((101, "prod alice", 1), (status, text, app.GetOwnRuns()));

        var (refused, _) = await ConnectAsync(app, TestKeys.Alice, refuse: true);
        Assert.Equal((409, 2, 2L), (refused, app.GetOwnRuns(), app.GetUsed()));
    }

    private static async Task<(int Status, string? Text)> ConnectAsync(GatewayApp app, string? key, bool refuse = false)
    {
        using var patience = Patience.CreateTokenSource();
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        if (key is not null)
        {
            socket.Options.SetRequestHeader("x-api-key", key);
        }

        if (refuse)
        {
            socket.Options.SetRequestHeader("x-refuse", "yes");
        }

        try
        {
            await socket.ConnectAsync(new UriBuilder(app.Address) { Scheme = "ws", Path = "/socket" }.Uri, patience.Token);
        }
        catch (WebSocketException)
        {
            return ((int)socket.HttpStatusCode, null);
        }

        var buffer = new byte[128];
        var received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        return ((int)socket.HttpStatusCode, Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    private sealed record Order(string Id);
}
