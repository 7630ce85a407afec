using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Tests.Support;

/// <summary>Endpoints that an app adds while it runs.</summary>
internal sealed class MutableEndpoints(params Endpoint[] endpoints) : EndpointDataSource, IDisposable
{
    private Endpoint[] _endpoints = endpoints;
    private CancellationTokenSource _change = new();

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_change.Token);

    public void Set(params Endpoint[] endpoints)
    {
        _endpoints = endpoints;
        var change = _change;
        _change = new CancellationTokenSource();
        change.Cancel();
        change.Dispose();
    }

    public void Dispose() => _change.Dispose();
}
