using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans;

/// <summary>More callers have something to remember than the gateway keeps state for.</summary>
public sealed record TooManyCallersRejection : RejectionDetail
{
    /// <summary>Gets how long to wait.</summary>
    /// <value>One second: the next try looks for room again.</value>
    public override TimeSpan? RetryAfter => TimeSpan.FromSeconds(1);
}
