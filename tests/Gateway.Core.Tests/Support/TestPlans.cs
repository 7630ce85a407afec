using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;

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
        Create(
            clock,
            new UsagePlanOptions
            {
                Rate = rate,
                Burst = burst,
                Quota = quota is { } limit ? new QuotaOptions { Limit = limit, Period = period } : null,
            },
            name: name,
            index: index);

    public static UsagePlan Create(
        TimeProvider clock,
        UsagePlanOptions options,
        UsagePlan? previous = null,
        QuotaCalendars? calendars = null,
        int version = 0,
        string name = "plan",
        int index = 0) =>
        new(name, options, new UsagePlanSetup(index, previous, calendars ?? new QuotaCalendars(clock), clock, version));
}
