using System.ComponentModel.DataAnnotations;
using System.Threading.RateLimiting;
using Gateway.Core.Pipeline.Limits;
using Microsoft.Extensions.Options;

namespace Gateway.Core.UsagePlans;

/// <summary>What a usage plan allows each of its callers. Every API key has its own rate and quota in each of its plans.</summary>
public sealed class UsagePlanOptions
{
    /// <summary>Gets or sets the requests per second that a caller may make in the long run; fractions are allowed.</summary>
    /// <value>Null by default: no rate limit. 0.001 to 1,000,000.</value>
    [Range(0.001, 1_000_000)]
    public double? Rate { get; set; }

    /// <summary>Gets or sets how many requests a caller may make at once after a pause: the capacity of its bucket.</summary>
    /// <value>Null by default: the rate, rounded up. 1 to 10,000,000. It may be larger or smaller than the rate. Needs a rate.</value>
    [Range(1, 10_000_000)]
    public int? Burst { get; set; }

    /// <summary>Gets or sets the quota.</summary>
    /// <value>Null by default: no quota.</value>
    [ValidateObjectMembers]
    public QuotaOptions? Quota { get; set; }

    /// <summary>Gets or sets how many requests of a caller may run at once.</summary>
    /// <value>Null by default: any number. 1 to 1,000,000. A request that was upgraded, to a WebSocket for example, no longer counts.</value>
    [Range(1, 1_000_000)]
    public int? Concurrency { get; set; }

    /// <summary>Gets or sets how many long-lived requests of a caller may be open at once: upgraded ones, SignalR connections and endpoints marked as such.</summary>
    /// <value>Null by default: any number. 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int? Connections { get; set; }

    /// <summary>Gets rates for single endpoints, by endpoint id; each has buckets of its own and replaces the plan's rate there.</summary>
    /// <value>
    /// Empty by default. The quota still counts every request. An id that no endpoint with a usage plan has stops the start, and a reload
    /// that brings one is refused.
    /// </value>
    public IDictionary<string, ThrottleOptions> Endpoints { get; } = new Dictionary<string, ThrottleOptions>(StringComparer.Ordinal);

    /// <summary>Gets or sets the names of the stages that the plan covers.</summary>
    /// <value>Empty by default: all stages. A list in configuration replaces that of code.</value>
    public IList<string> Stages { get; set; } = [];

    /// <summary>Gets or sets whether responses tell the caller in <c>RateLimit-Policy</c> and <c>RateLimit</c> what the plan leaves it.</summary>
    /// <value>Null by default: as <c>ApiGatewayOptions.RateLimitHeaders</c> says.</value>
    public bool? RateLimitHeaders { get; set; }

    /// <summary>Makes the limiter of a caller, by the key's id. Only code can set it.</summary>
    internal Func<string, RateLimiter>? CreateLimiter { get; set; }
}
