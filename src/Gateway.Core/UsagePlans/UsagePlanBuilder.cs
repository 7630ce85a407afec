using System.Threading.RateLimiting;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>Describes a usage plan in code.</summary>
public sealed class UsagePlanBuilder
{
    private readonly UsagePlanOptions _options;

    internal UsagePlanBuilder(UsagePlanOptions options) => _options = options;

    /// <summary>Limits the requests per second that a caller may make in the long run.</summary>
    /// <param name="requestsPerSecond">0.001 to 1,000,000; fractions are allowed.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Rate(double requestsPerSecond)
    {
        _options.Rate = requestsPerSecond;
        return this;
    }

    /// <summary>Sets how many requests a caller may make at once after a pause. Needs a rate; without it the rate, rounded up.</summary>
    /// <param name="requests">1 to 10,000,000.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Burst(int requests)
    {
        _options.Burst = requests;
        return this;
    }

    /// <summary>Limits the requests of a caller in each period of the calendar (UTC).</summary>
    /// <param name="requests">1 to 1,000,000,000,000.</param>
    /// <param name="period">The period.</param>
    /// <param name="offset">By how many days the period starts later than Monday (0 to 6) or the first (0 to 27).</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Quota(long requests, QuotaPeriod period, int offset = 0)
    {
        _options.Quota = new QuotaOptions { Limit = requests, Period = period, Offset = offset };
        return this;
    }

    /// <summary>Limits how many requests of a caller may run at once.</summary>
    /// <param name="requests">1 to 1,000,000. A request that was upgraded, to a WebSocket for example, no longer counts.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Concurrency(int requests)
    {
        _options.Concurrency = requests;
        return this;
    }

    /// <summary>Limits how many long-lived requests of a caller may be open at once: upgraded ones, SignalR connections and endpoints marked as such.</summary>
    /// <param name="requests">1 to 1,000,000.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Connections(int requests)
    {
        _options.Connections = requests;
        return this;
    }

    /// <summary>Gives callers a rate of its own on one endpoint, which replaces the plan's rate there. The quota still counts every request.</summary>
    /// <param name="endpoint">The endpoint's id, such as <c>POST /orders</c>. An id that no endpoint has stops the start.</param>
    /// <param name="rate">Requests per second, 0.001 to 1,000,000.</param>
    /// <param name="burst">Requests at once after a pause, 1 to 10,000,000; null for the rate, rounded up.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="endpoint"/> is null or empty.</exception>
    public UsagePlanBuilder Endpoint(string endpoint, double rate, int? burst = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(endpoint);
        _options.Endpoints[endpoint] = new ThrottleOptions { Rate = rate, Burst = burst };
        return this;
    }

    /// <summary>
    /// Gives every caller a limiter of the app's own beside the plan's limits. It is asked last, for one permit by each request that costs
    /// something.
    /// </summary>
    /// <param name="createLimiter">
    /// Makes the limiter of one caller, by the key's id. It must answer <c>AttemptAcquire</c> at once and must not call the gateway: the
    /// caller's other requests, and all requests of other callers under the same throttles, wait meanwhile. Its lease is disposed when
    /// the request ends.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <para>At most one per plan; a second call replaces the first.</para>
    /// <para>When there are more callers than <c>MaxCallers</c>, a limiter is asked for its <c>IdleDuration</c>, which must answer at once
    /// and must not call the gateway either: new callers wait meanwhile. One that is idle is disposed, in the request of the new caller. What
    /// it throws there is logged and fails no request; one that cannot say that it is idle is kept.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="createLimiter"/> is null.</exception>
    public UsagePlanBuilder Limiter(Func<string, RateLimiter> createLimiter)
    {
        ArgumentNullException.ThrowIfNull(createLimiter);
        _options.CreateLimiter = createLimiter;
        return this;
    }

    /// <summary>
    /// Tells callers what the plan leaves them, in the headers <c>RateLimit-Policy</c> and <c>RateLimit</c> of every response and refusal.
    /// </summary>
    /// <param name="enabled">False where the gateway sends them for all plans and this one should not.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder RateLimitHeaders(bool enabled = true)
    {
        _options.RateLimitHeaders = enabled;
        return this;
    }

    /// <summary>Restricts the plan to stages. Without this it covers all.</summary>
    /// <param name="stages">The stages' names.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stages"/> is null.</exception>
    public UsagePlanBuilder Stages(params string[] stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        _options.Stages = [.. stages];
        return this;
    }
}
