using System.Net;
using System.Net.WebSockets;
using Gateway.Core.Hosting;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>WebSockets, over either version of HTTP, against an app whose plan bounds connections and requests apart.</summary>
internal sealed class SocketLab : IAsyncDisposable
{
    public const int Connections = 2;

    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler());
    private readonly HeldRequests _held;
    private readonly Version _version;

    private SocketLab(GatewayApp app, HeldRequests held, HttpProtocols protocols)
    {
        App = app;
        _held = held;
        _version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
    }

    public GatewayApp App { get; }

    /// <summary>Connections that have reached a handler which waits before it accepts.</summary>
    public Arrivals Entered => _held.Entered;

    /// <summary>What is over for the gateway, too.</summary>
    public Arrivals Ended => _held.Ended;

    /// <param name="protocols">One of them: without TLS an endpoint speaks one only.</param>
    /// <param name="keys">Alice and Bob unless the test has others.</param>
    /// <param name="map">Middleware before the endpoints.</param>
    public static async Task<SocketLab> StartAsync(
        HttpProtocols protocols,
        Action<IApiGatewayBuilder>? keys = null,
        Action<WebApplication>? map = null)
    {
        var held = new HeldRequests();
        var app = await GatewayApp.StartAsync(
            gateway =>
            {
                gateway.AddUsagePlan("free", plan => plan.Quota(1_000, QuotaPeriod.Day).Concurrency(1).Connections(Connections));
                (keys ?? AddKeys)(gateway);
            },
            app =>
            {
                held.Watch(app);
                map?.Invoke(app);
                app.UseWebSockets();
                app.MapGet("/", () => "ok").RequireUsagePlan();
                app.Map("/socket", (HttpContext context) => SocketHandler.RunAsync(context, held)).RequireUsagePlan();
            },
            protocols: protocols);
        return new SocketLab(app, held, protocols);
    }

    public void Release() => _held.Release();

    /// <summary>A connection that the server has finished to upgrade, which it does after the client has its answer.</summary>
    public async Task<ClientWebSocket> OpenAsync(string query = "", string key = TestKeys.Alice)
    {
        var socket = CreateClient(key);
        await ConnectAsync(socket, query).InTime();
        if (query != "?throw-after")
        {
            await socket.PingAsync();
        }

        return socket;
    }

    /// <summary>The status and headers of a handshake that fails.</summary>
    public async Task<ClientWebSocket> OpenRefusedAsync(string query = "", string key = TestKeys.Alice)
    {
        var socket = CreateClient(key);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(socket, query).InTime());
        return socket;
    }

    public async Task<int> GetAsync(string key = TestKeys.Alice)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Version = _version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("x-api-key", key);
        using var response = await App.Client.SendAsync(request).InTime();
        return (int)response.StatusCode;
    }

    /// <summary>As many connections as the plan allows and no more, and one request beside them: neither too few are free nor too many.</summary>
    public async Task AssertAllPermitsAreBackAsync()
    {
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < Connections; i++)
        {
            sockets.Add(await OpenAsync());
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await OpenRefusedAsync()).HttpStatusCode);
        await Ended.WaitAsync(1);
        Assert.Equal(200, await GetAsync());
        await Ended.WaitAsync(1);
        foreach (var socket in sockets)
        {
            await socket.EndAsync();
        }

        await Ended.WaitAsync(Connections);
    }

    public async ValueTask DisposeAsync()
    {
        _invoker.Dispose();
        await App.DisposeAsync();
    }

    private static void AddKeys(IApiGatewayBuilder gateway) => gateway
        .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
        .AddApiKey("bob", key => key.Value(TestKeys.Bob).Plans("free"));

    private ClientWebSocket CreateClient(string key)
    {
        var socket = new ClientWebSocket();
        socket.Options.HttpVersion = _version;
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.SetRequestHeader("x-api-key", key);
        return socket;
    }

    private Task ConnectAsync(ClientWebSocket socket, string query) =>
        socket.ConnectAsync(new Uri($"ws://{App.Address.Authority}/socket{query}"), _invoker, TestContext.Current.CancellationToken);
}
