using System.Text.Json;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Support;

/// <summary>A SignalR hub behind a usage plan, its own client, and the requests of which that client's transports consist.</summary>
internal sealed class HubLab : IAsyncDisposable
{
    public const int Connections = 2;

    private HubLab(GatewayApp app, FakeApiKeyStore store, HeldRequests held)
    {
        App = app;
        Store = store;
        Entered = held.Entered;
        Ended = held.Ended;
    }

    public GatewayApp App { get; }

    public FakeApiKeyStore Store { get; }

    /// <summary>Requests that the gateway has let through to the hub.</summary>
    public Arrivals Entered { get; }

    public Arrivals Ended { get; }

    public static async Task<HubLab> StartAsync(Action<HubEndpointConventionBuilder>? hub = null)
    {
        var (store, held) = (new FakeApiKeyStore(), new HeldRequests());
        store.Save(ApiKeyLab.KeyOf(TestKeys.Alice));
        store.Save(ApiKeyLab.KeyOf(TestKeys.Bob, "bob"));
        var app = await GatewayApp.StartAsync(
            gateway => gateway.AddApiKeyStore(store)
                .AddUsagePlan("free", plan => plan.Quota(1_000, QuotaPeriod.Day).Concurrency(100).Connections(Connections)),
            app =>
            {
                held.Watch(app);
                var endpoints = app.MapHub<EchoHub>("/hub").RequireUsagePlan();
                endpoints.Add(endpoint =>
                {
                    var inner = endpoint.RequestDelegate!;
                    endpoint.RequestDelegate = context =>
                    {
                        held.Entered.Add();
                        return inner(context);
                    };
                });
                hub?.Invoke(endpoints);
            },
            builder => builder.Services.AddSignalR());
        return new HubLab(app, store, held);
    }

    public async Task<HubConnection> ConnectAsync(HttpTransportType transport, string key = TestKeys.Alice)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(App.Address, "/hub"), transport, options => options.Headers["x-api-key"] = key)
            .Build();
        try
        {
            await connection.StartAsync(TestContext.Current.CancellationToken).InTime();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The token of a connection that the hub has made.</summary>
    public async Task<string> NegotiateAsync(int version = 1)
    {
        var answer = await SendAsync("POST", $"/hub/negotiate?negotiateVersion={version}");
        Assert.Equal(200, answer.Status);
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty(version == 0 ? "connectionId" : "connectionToken").GetString()!;
    }

    public Task<Answer> SendAsync(string method, string path, string key = TestKeys.Alice) =>
        App.SendAsync(method, path, ("x-api-key", key)).InTime();

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    internal sealed class EchoHub : Hub
    {
        public string Echo(string text) => text;
    }
}
