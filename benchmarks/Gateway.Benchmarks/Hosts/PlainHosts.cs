using System.Globalization;
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

    /// <summary>Every caller may send one request a day; the refusal is written by hand, as the framework leaves it to the app.</summary>
    public static Task<BenchHost> ExhaustedAsync(byte[] body, string contentType) => BenchHost.StartAsync(
        services => services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                var response = rejected.HttpContext.Response;
                rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
                response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                response.ContentType = contentType;
                response.ContentLength = body.Length;
                return new ValueTask(response.Body.WriteAsync(body, CancellationToken.None).AsTask());
            };
            options.AddPolicy(Policy, static context => RateLimitPartition.GetTokenBucketLimiter(
                context.Request.Headers[Callers.KeyHeader].ToString(),
                static _ => new TokenBucketRateLimiterOptions { TokenLimit = 1, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromDays(1) }));
        }),
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
