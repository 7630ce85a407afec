using System.Net;
using Gateway.Benchmarks.Hosts;
using Gateway.Core.ApiKeys;
using Microsoft.Extensions.Primitives;

namespace Gateway.Benchmarks;

/// <summary>Requests with keys that nobody has, each from an address of its own; so many that none comes often enough for a limit of its address.</summary>
internal sealed class Strangers
{
    private const int Count = 200_000;

    private readonly StringValues[] _keys = [.. Enumerable.Range(0, Count).Select(_ => new StringValues(ApiKey.Create().Value))];
    private readonly IPAddress[] _addresses = [.. Enumerable.Range(0, Count).Select(index => new IPAddress(0x0A00_0000L + index))];
    private int _next;

    public void Prepare(IncomingRequest request, int caller)
    {
        Orders.Prepare(request, caller);
        request.Headers[Callers.KeyHeader] = _keys[_next];
        request.RemoteIpAddress = _addresses[_next];
        _next = _next + 1 == Count ? 0 : _next + 1;
    }
}
