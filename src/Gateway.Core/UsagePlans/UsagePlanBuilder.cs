namespace Gateway.Core.UsagePlans;

/// <summary>Describes a usage plan in code.</summary>
public sealed class UsagePlanBuilder
{
    private readonly UsagePlanOptions _options;

    internal UsagePlanBuilder(UsagePlanOptions options) => _options = options;

    /// <summary>Limits the requests per second that a caller may make in the long run.</summary>
    /// <param name="requestsPerSecond">0.001 to 1,000,000; fractions are allowed.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Rate(double requestsPerSecond)
    {
        _options.Rate = requestsPerSecond;
        return this;
    }

    /// <summary>Sets how many requests a caller may make at once after a pause. Needs a rate; without it the rate, rounded up.</summary>
    /// <param name="requests">1 to 10,000,000.</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Burst(int requests)
    {
        _options.Burst = requests;
        return this;
    }

    /// <summary>Limits the requests of a caller in each period of the calendar (UTC).</summary>
    /// <param name="requests">1 to 1,000,000,000,000.</param>
    /// <param name="period">The period.</param>
    /// <param name="offset">By how many days the period starts later than Monday (0 to 6) or the first (0 to 27).</param>
    /// <returns>The same builder.</returns>
    public UsagePlanBuilder Quota(long requests, QuotaPeriod period, int offset = 0)
    {
        _options.Quota = new QuotaOptions { Limit = requests, Period = period, Offset = offset };
        return this;
    }

    /// <summary>Restricts the plan to stages. Without this it covers all.</summary>
    /// <param name="stages">The stages' names.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stages"/> is null.</exception>
    public UsagePlanBuilder Stages(params string[] stages)
    {
        ArgumentNullException.ThrowIfNull(stages);
        _options.Stages = [.. stages];
        return this;
    }
}
