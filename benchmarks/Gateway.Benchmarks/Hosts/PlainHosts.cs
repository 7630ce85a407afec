using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Hosts without the gateway: the bare endpoint, and what the framework offers beside it.</summary>
internal static class PlainHosts
{
    private const string Policy = "bench";

    // Far above what a run can send in a second: nothing is refused.
    private const int Tokens = 1_000_000_000;

    public static Task<BenchHost> BareAsync() => BenchHost.StartAsync(_ => { }, app => Orders.Map(app));

    public static Task<BenchHost> RateLimiterAsync() => LimitedAsync(
        options => options.AddPolicy(Policy, context => PartitionOf(context, static _ => Bucket(Tokens, TimeSpan.FromSeconds(1)))));

    /// <summary>
    /// Every caller has used up its one request, and gets none for a thousand seconds; the refusal is written with everything at hand that
    /// does not depend on the request.
    /// </summary>
    public static async Task<BenchHost> SpentRateLimiterAsync(string contentType, byte[] body)
    {
        var host = await LimitedAsync(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.AddPolicy(Policy, context => PartitionOf(context, static _ => Bucket(1, TimeSpan.FromSeconds(1000))));
            options.OnRejected = (rejection, _) => WriteRefusal(rejection, contentType, body);
        });
        host.Send(Orders.Prepare, Callers.Count);
        return host;
    }

    /// <summary>ASP.NET Core's authorization with a policy that lets everybody pass.</summary>
    public static Task<BenchHost> AuthorizationAsync() => BenchHost.StartAsync(
        services => services.AddAuthorization(),
        app =>
        {
            app.UseAuthorization();
            Orders.Map(app).Orders.RequireAuthorization(policy => policy.RequireAssertion(static _ => true));
        });

    private static Task<BenchHost> LimitedAsync(Action<RateLimiterOptions> configure) => BenchHost.StartAsync(
        services => services.AddRateLimiter(configure),
        app =>
        {
            app.UseRateLimiter();
            Orders.Map(app).Orders.RequireRateLimiting(Policy);
        });

    private static ValueTask WriteRefusal(OnRejectedContext rejection, string contentType, byte[] body)
    {
        var response = rejection.HttpContext.Response;
        if (rejection.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
        {
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, CancellationToken.None);
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context, Func<string, TokenBucketRateLimiterOptions> options) =>
        RateLimitPartition.GetTokenBucketLimiter(context.Request.Headers[Callers.KeyHeader].ToString(), options);

    private static TokenBucketRateLimiterOptions Bucket(int tokens, TimeSpan period) => new()
    {
        TokenLimit = tokens,
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = period,
    };
}
