using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Engine;

/// <summary>The gateway's limits without an app around them.</summary>
internal static class LimitEngine
{
    public const string Plan = "bench";
    public const double Rate = 1_000_000;
    public const int Burst = 10_000_000;

    /// <summary>Rate and quota, both so high that nothing is refused.</summary>
    public static UsagePlanOptions Plenty => new() { Rate = Rate, Burst = Burst, Quota = Quota(1_000_000_000_000) };

    /// <summary>One request, then none for a thousand seconds; the quota stays as high.</summary>
    public static UsagePlanOptions OneRequest => new() { Rate = 0.001, Burst = 1, Quota = Quota(1_000_000_000_000) };

    /// <summary>One request per month.</summary>
    public static UsagePlanOptions OneOfQuota => new() { Rate = Rate, Burst = Burst, Quota = Quota(1) };

    public static UsagePlan CreatePlan(UsagePlanOptions options) => new(
        Plan,
        options,
        new UsagePlanSetup(index: 0, previous: null, new QuotaCalendars(TimeProvider.System), TimeProvider.System, version: 0));

    public static CallerStateTable CreateStates(int capacity) =>
        new(capacity, TimeProvider.System, new GatewayHealth(), NullLogger<CallerStateTable>.Instance);

    /// <summary>Limits that all callers share, so high that nothing is refused.</summary>
    public static SharedLimitSet CreateShared(int count) => new(Enumerable.Range(0, count).Select(order =>
    {
        var limit = new RateLimit(Rate, Burst, TimeProvider.System);
        return new SharedLimitSet.Member($"shared-{order + 1}", new SharedLimit(order, limit), limit);
    }));

    private static QuotaOptions Quota(long limit) => new() { Limit = limit, Period = QuotaPeriod.Month };
}
