using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>The limit for all callers together that was exceeded.</summary>
/// <param name="Throttle">Which one: <c>endpoint</c>, <c>stage prod</c>, or the name of a shared throttle.</param>
/// <param name="Rate">Requests per second.</param>
/// <param name="Burst">Requests at once.</param>
/// <param name="Wait">How long until all limits would have admitted the request.</param>
public sealed record ThrottleRejection(string Throttle, double Rate, int Burst, TimeSpan Wait) : RejectionDetail
{
    /// <summary>Gets how long until all limits would have admitted the request.</summary>
    /// <value>Exact; the header rounds it up to seconds.</value>
    public override TimeSpan? RetryAfter => Wait;
}
