using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans;

/// <summary>The quota that a caller has used up.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="Limit">Requests per period.</param>
/// <param name="Period">The period.</param>
/// <param name="Wait">How long until the next period begins, or until the rate would admit too if that is later.</param>
public sealed record QuotaRejection(string Plan, long Limit, QuotaPeriod Period, TimeSpan Wait) : RejectionDetail
{
    /// <summary>Gets how long until the next period begins, or until the rate would admit too if that is later.</summary>
    /// <value>Exact; the header rounds it up to seconds.</value>
    public override TimeSpan? RetryAfter => Wait;
}
