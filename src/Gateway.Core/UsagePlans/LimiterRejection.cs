using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans;

/// <summary>The app's own limiter, which the plan gives its callers, refused.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="Wait">How long until it would admit, as its lease says; zero when it does not say.</param>
public sealed record LimiterRejection(string Plan, TimeSpan Wait) : RejectionDetail
{
    /// <summary>Gets how long until the limiter would admit.</summary>
    /// <value>Null when the limiter does not say.</value>
    public override TimeSpan? RetryAfter => Wait > TimeSpan.Zero ? Wait : null;
}
