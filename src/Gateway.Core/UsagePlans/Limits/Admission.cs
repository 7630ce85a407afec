using System.Threading.RateLimiting;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>What the limits said to one request.</summary>
internal enum AdmissionOutcome
{
    Admitted = 0,
    RateExceeded,
    QuotaExceeded,
    ConcurrencyExceeded,
    ConnectionsExceeded,

    /// <summary>A limit that the endpoint shares with others.</summary>
    SharedExceeded,

    /// <summary>The framework's limiter that the plan gives its callers.</summary>
    LimiterExceeded,

    /// <summary>The state was dropped as idle between look-up and use; look it up again.</summary>
    Evicted,
}

/// <summary>The outcome, and for a refusal the longest wait that any limit asks for.</summary>
/// <param name="Outcome">The limit that asks for the longest wait, when several refuse.</param>
/// <param name="RetryAfter">Zero when waiting is not known to help.</param>
/// <param name="Limit">The shared limit, when that is the outcome.</param>
/// <param name="Lease">What the framework's limiter gave; disposed when the request ends.</param>
internal readonly record struct Admission(
    AdmissionOutcome Outcome,
    TimeSpan RetryAfter = default,
    SharedLimitSet.Member? Limit = null,
    RateLimitLease? Lease = null)
{
    public Admission OrLonger(Admission other) => other.RetryAfter > RetryAfter ? other : this;
}
