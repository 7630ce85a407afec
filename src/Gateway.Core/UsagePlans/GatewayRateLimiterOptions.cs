namespace Gateway.Core.UsagePlans;

/// <summary>What a <see cref="GatewayRateLimiter"/> allows: a rate, a quota, or both, in the ranges of a usage plan.</summary>
public sealed class GatewayRateLimiterOptions
{
    /// <summary>Gets or sets the permits per second in the long run; fractions are allowed.</summary>
    /// <value>Null by default: no rate limit; then a quota is needed. 0.001 to 1,000,000.</value>
    public double? Rate { get; set; }

    /// <summary>Gets or sets how many permits can be had at once after a pause: the capacity of the bucket.</summary>
    /// <value>Null by default: the rate, rounded up. 1 to 10,000,000. It may be larger or smaller than the rate. Needs a rate.</value>
    public int? Burst { get; set; }

    /// <summary>Gets or sets the quota.</summary>
    /// <value>Null by default: no quota; then a rate is needed.</value>
    public QuotaOptions? Quota { get; set; }

    /// <summary>The same limits as a plan, whose ranges and rules are the ones to keep.</summary>
    internal UsagePlanOptions ToPlan()
    {
        if (Rate is null && Quota is null)
        {
            throw new ArgumentException("A limiter needs Rate, Quota or both; without either it would limit nothing.", "options");
        }

        var plan = new UsagePlanOptions { Rate = Rate, Burst = Burst, Quota = Quota };
        var ranges = new UsagePlanOptionsRangeValidator().Validate(nameof(GatewayRateLimiterOptions), plan);
        var rules = new UsagePlanOptionsValidator().Validate(nameof(GatewayRateLimiterOptions), plan);
        string[] failures = [.. ranges.Failures ?? [], .. rules.Failures ?? []];
        return failures.Length == 0 ? plan : throw new ArgumentException(string.Join(' ', failures), "options");
    }
}
