using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>The rate that a client address exceeded on an endpoint; never the address itself.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="Burst">Requests at once.</param>
/// <param name="Wait">How long until the request would have been admitted.</param>
public sealed record AddressRateRejection(double Rate, int Burst, TimeSpan Wait) : RejectionDetail
{
    /// <summary>Gets how long until the request would have been admitted.</summary>
    /// <value>Exact; the header rounds it up to seconds.</value>
    public override TimeSpan? RetryAfter => Wait;
}
