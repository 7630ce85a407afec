namespace Gateway.Core.UsagePlans;

/// <summary>How often a quota starts anew. Periods follow the calendar in UTC.</summary>
public enum QuotaPeriod
{
    /// <summary>At 00:00 UTC.</summary>
    Day = 0,

    /// <summary>On Monday at 00:00 UTC, moved by the quota's offset of 0 to 6 days.</summary>
    Week = 1,

    /// <summary>On the first at 00:00 UTC, moved by the quota's offset of 0 to 27 days.</summary>
    Month = 2,
}
