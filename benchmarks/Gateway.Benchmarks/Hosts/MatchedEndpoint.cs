using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Where routing leaves what it found, built in as in Kestrel, so that routing need not allocate its own.</summary>
internal sealed class MatchedEndpoint : IEndpointFeature, IRouteValuesFeature
{
    private RouteValueDictionary? _routeValues;

    public Endpoint? Endpoint { get; set; }

    public RouteValueDictionary RouteValues
    {
        get => _routeValues ??= [];
        set => _routeValues = value;
    }

    public void Reset()
    {
        Endpoint = null;
        _routeValues?.Clear();
    }
}
