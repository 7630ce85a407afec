using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Hosts without the gateway: the bare endpoint, and what the framework offers beside it.</summary>
internal static class PlainHosts
{
    private const string Policy = "bench";

    // Far above what a run can send in a second: nothing is refused.
    private const int Tokens = 1_000_000_000;

    public static Task<BenchHost> BareAsync() => BenchHost.StartAsync(_ => { }, app => Orders.Map(app));

    public static Task<BenchHost> RateLimiterAsync() => BenchHost.StartAsync(
        services => services.AddRateLimiter(options => options.AddPolicy(Policy, PartitionOf)),
        app =>
        {
            app.UseRateLimiter();
            Orders.Map(app).Orders.RequireRateLimiting(Policy);
        });

    private static RateLimitPartition<string> PartitionOf(HttpContext context) =>
        RateLimitPartition.GetTokenBucketLimiter(context.Request.Headers[Callers.KeyHeader].ToString(), static _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Tokens,
            TokensPerPeriod = Tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        });
}
