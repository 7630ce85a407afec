using System.Collections.Frozen;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>A plan made ready: immutable but for its calendar, which is safe to share.</summary>
internal sealed class UsagePlan
{
    private readonly FrozenSet<string> _stages;

    public UsagePlan(string name, int index, UsagePlanOptions options, TimeProvider timeProvider)
    {
        Name = name;
        Index = index;
        _stages = options.Stages.ToFrozenSet(StringComparer.Ordinal);
        if (options.Rate is { } rate)
        {
            Rate = new RateLimit(rate, options.Burst ?? (int)Math.Ceiling(rate), timeProvider);
        }

        if (options.Quota is { } quota)
        {
            QuotaLimit = quota.Limit;
            QuotaPeriod = quota.Period;
            Calendar = new QuotaCalendar(quota.Period, quota.Offset, timeProvider);
        }
    }

    public string Name { get; }

    /// <summary>The plan's place in the table, for sets of plans as arrays.</summary>
    public int Index { get; }

    public RateLimit? Rate { get; }

    public long QuotaLimit { get; }

    public QuotaPeriod QuotaPeriod { get; }

    /// <summary>Null when the plan has no quota.</summary>
    public QuotaCalendar? Calendar { get; }

    public bool Covers(string stage) => _stages.Count == 0 || _stages.Contains(stage);
}
