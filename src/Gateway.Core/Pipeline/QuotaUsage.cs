namespace Gateway.Core.Pipeline;

/// <summary>What a caller has used of its quota in the period that runs now.</summary>
/// <param name="Used">Requests (or units of cost) spent in this period, 0 or more.</param>
/// <param name="Limit">What the plan allows per period, plus what was granted on top for this period.</param>
/// <param name="Remaining">What is left until <paramref name="ResetsAt"/>, 0 or more.</param>
/// <param name="ResetsAt">When the next period begins, in UTC.</param>
public sealed record QuotaUsage(long Used, long Limit, long Remaining, DateTimeOffset ResetsAt);
