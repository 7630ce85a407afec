using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>What is left of a caller's own limits, all read at one moment.</summary>
/// <param name="Plan">The plan as the state has it.</param>
/// <param name="Override">The endpoint's place among those with a rate of their own, or -1.</param>
/// <param name="Rate">The rate that holds on the endpoint, if any.</param>
/// <param name="Word">The level of that rate.</param>
/// <param name="Timestamp">The moment.</param>
/// <param name="QuotaLeft">Null without a quota.</param>
/// <param name="QuotaUsed">What was counted in the open period.</param>
/// <param name="Period">The number of that period.</param>
internal readonly record struct LimitLevels(
    UsagePlan Plan,
    int Override,
    RateLimit? Rate,
    long Word,
    long Timestamp,
    long? QuotaLeft,
    long QuotaUsed,
    int Period)
{
    /// <summary>Whole tokens of the rate; null without one.</summary>
    public int? TokensLeft => Rate?.GetRemaining(Word, Timestamp);

    public TimeSpan TimeUntilFull => Rate?.GetTimeUntilFull(Word, Timestamp) ?? TimeSpan.Zero;

    public TimeSpan TimeUntilPeriodEnds => Plan.Calendar?.GetWait(Period) ?? TimeSpan.Zero;

    /// <summary>Without a quota there is nothing to use.</summary>
    public bool HasUsedQuota => QuotaLeft is not null && QuotaUsed != 0;

    public bool IsFull => Rate?.IsFull(Word, Timestamp) ?? true;
}
