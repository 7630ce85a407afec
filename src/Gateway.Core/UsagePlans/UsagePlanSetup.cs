using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>What a plan takes over from the version before it, so that what has not changed keeps its state to the last token.</summary>
internal sealed class UsagePlanSetup(int index, UsagePlan? previous, QuotaCalendars calendars, TimeProvider timeProvider, int version, bool rateLimitHeaders = false)
{
    public int Index { get; } = index;

    public UsagePlan? Previous { get; } = previous;

    public TimeProvider TimeProvider { get; } = timeProvider;

    public int Version { get; } = version;

    /// <summary>Whether plans that do not say so themselves send the headers.</summary>
    public bool RateLimitHeaders { get; } = rateLimitHeaders;

    public RateLimit CreateRate(RateLimit? before, ThrottleOptions options) => RateLimit.Create(before, options, TimeProvider, Version);

    public QuotaCalendar GetCalendar(QuotaOptions quota) => calendars.Get(quota.Period, quota.Offset);
}
