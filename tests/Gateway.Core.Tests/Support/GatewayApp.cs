using Gateway.Core.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Tests.Support;

/// <summary>A real app on a real Kestrel at a free port of the loopback address, on a fake clock.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GatewayApp(WebApplication app, FakeClock clock, CapturedLogs logs)
    {
        _app = app;
        Clock = clock;
        Logs = logs;
        Address = new Uri(app.Urls.First());
        Client = new HttpClient { BaseAddress = Address, Timeout = Patience.Limit };
    }

    public FakeClock Clock { get; }

    public CapturedLogs Logs { get; }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts the app; a start that fails throws, as it does for a user.</summary>
    /// <param name="gateway">Plans, keys, stages and steps; <c>builder.Services</c> is at hand.</param>
    /// <param name="map">Middleware and endpoints.</param>
    /// <param name="configure">The web host, when a test needs more (HTTP/2, limits).</param>
    /// <param name="protocols">What the endpoint speaks.</param>
    /// <param name="environment">The name of the environment; production where it is left out.</param>
    public static async Task<GatewayApp> StartAsync(
        Action<IApiGatewayBuilder> gateway,
        Action<WebApplication> map,
        Action<WebApplicationBuilder>? configure = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        string? environment = null)
    {
        var clock = new FakeClock();
        var logs = new CapturedLogs();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        configure?.Invoke(builder);
        gateway(builder.Services.AddApiGateway());
        var app = builder.Build();
        try
        {
            map(app);
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new GatewayApp(app, clock, logs);
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null)
        {
            request.Headers.Add("x-api-key", key);
        }

        return await Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
