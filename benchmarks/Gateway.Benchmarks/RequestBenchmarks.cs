using BenchmarkDotNet.Attributes;
using Gateway.Benchmarks.Hosts;

namespace Gateway.Benchmarks;

/// <summary>One whole request without sockets: the bare endpoint, the framework's rate limiter and the gateway in front of it.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private BenchHost _bare = null!;
    private BenchHost _rateLimiter = null!;
    private BenchHost _gateway = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _bare = await PlainHosts.BareAsync();
        _rateLimiter = await PlainHosts.RateLimiterAsync();
        _gateway = await GatewayHosts.LimitedAsync(requestId: false);
        foreach (var host in new[] { _bare, _rateLimiter, _gateway })
        {
            if (Orders.Check(host) is { } complaint)
            {
                throw new InvalidOperationException(complaint);
            }
        }
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        await _bare.DisposeAsync();
        await _rateLimiter.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public void Bare() => _bare.Send(Orders.Prepare);

    [Benchmark]
    public void RateLimiter() => _rateLimiter.Send(Orders.Prepare);

    [Benchmark]
    public void Gateway() => _gateway.Send(Orders.Prepare);
}
