using Gateway.Core.UsagePlans;

namespace Gateway.Core.Tests.Support;

/// <summary>Usage plans without an app around them.</summary>
internal static class TestPlans
{
    public static UsagePlan Create(
        TimeProvider clock,
        double? rate = null,
        int? burst = null,
        long? quota = null,
        QuotaPeriod period = QuotaPeriod.Day,
        string name = "plan",
        int index = 0) =>
        new(
            name,
            index,
            new UsagePlanOptions
            {
                Rate = rate,
                Burst = burst,
                Quota = quota is { } limit ? new QuotaOptions { Limit = limit, Period = period } : null,
            },
            clock);
}
