using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Stands where the gateway will: looks a key up and reads the clock, so that the questions can be tried out before it exists.</summary>
internal static class GatewayHosts
{
    public static Task<BenchHost> LimitedAsync(bool requestId) =>
        BenchHost.StartAsync(_ => { }, app => Limit(Orders.Map(app).Orders, requestId));

    public static Task<BenchHost> UntouchedAsync() => BenchHost.StartAsync(_ => { }, app => Limit(Orders.Map(app).Other, requestId: true));

    private static void Limit(RouteHandlerBuilder endpoint, bool requestId)
    {
        var counters = new ConcurrentDictionary<string, StrongBox<long>>(Callers.Keys.Select(key => KeyValuePair.Create(key, new StrongBox<long>())));
        endpoint.Finally(builder =>
        {
            var next = builder.RequestDelegate!;
            builder.RequestDelegate = context => InvokeAsync(context, next, counters, requestId);
        });
    }

    private static Task InvokeAsync(HttpContext context, RequestDelegate next, ConcurrentDictionary<string, StrongBox<long>> counters, bool requestId)
    {
        if (!counters.TryGetValue(context.Request.Headers[Callers.KeyHeader].ToString(), out var counter))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        Interlocked.Exchange(ref counter.Value, Stopwatch.GetTimestamp());
        if (requestId)
        {
            context.Response.Headers["x-request-id"] = context.TraceIdentifier;
        }

        return next(context);
    }
}
