using System.Text;
using Gateway.Benchmarks.Compare;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Benchmarks.Hosts;

/// <summary>A real host, with hosting, routing and middleware, whose requests come from this process instead of from a socket.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestRunner _runner;
    private int _next;

    private BenchHost(WebApplication app, RequestRunner runner)
    {
        _app = app;
        _runner = runner;
    }

    public static async Task<BenchHost> StartAsync(Action<IServiceCollection> addServices, Action<WebApplication> map)
    {
        var server = new CapturingServer();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IServer>(server);
        addServices(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new BenchHost(app, server.Runner);
    }

    /// <param name="prepare">Sets up the request of the caller with that index.</param>
    public void Send(Action<IncomingRequest, int> prepare)
    {
        _runner.Reset();
        prepare(_runner.Request, _next);
        _next = _next + 1 == Callers.Count ? 0 : _next + 1;
        _runner.Send();
    }

    /// <summary>Sends the requests of so many callers in turn.</summary>
    public void Send(Action<IncomingRequest, int> prepare, int operations)
    {
        for (var operation = 0; operation < operations; operation++)
        {
            Send(prepare);
        }
    }

    /// <summary>Sends one request and reads the answer.</summary>
    public Answer Ask(Action<IncomingRequest, int> prepare)
    {
        Send(prepare);
        return new Answer(_runner.Response.StatusCode, Encoding.UTF8.GetString(_runner.Response.Written), _runner.Response.Headers);
    }

    /// <summary>This host's side of a question: the same request of one caller after the other.</summary>
    public Variant Variant(string name, Action<IncomingRequest, int> prepare, Func<BenchHost, string?> check) =>
        new(name, operations => Send(prepare, operations), () => check(this));

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
