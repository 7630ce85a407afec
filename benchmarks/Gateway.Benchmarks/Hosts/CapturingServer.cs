using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Benchmarks.Hosts;

/// <summary>A server without sockets: keeps the application that the host gives it, so that requests can be handed to it directly.</summary>
internal sealed class CapturingServer : IServer
{
    private RequestRunner? _runner;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public RequestRunner Runner => _runner ?? throw new InvalidOperationException("The host has not started its server.");

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        _runner = new RequestRunner<TContext>(application);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
