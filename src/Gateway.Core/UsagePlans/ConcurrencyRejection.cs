using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.UsagePlans;

/// <summary>How many requests, or long-lived requests, of the caller may run at once; so many do.</summary>
/// <param name="Plan">The plan's name.</param>
/// <param name="Limit">Requests at once.</param>
public sealed record ConcurrencyRejection(string Plan, int Limit) : RejectionDetail;
