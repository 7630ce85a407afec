using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>What one request asks of its caller's limits.</summary>
/// <param name="Plan">The plan as the request's definitions have it.</param>
/// <param name="Override">The place of the rate that replaces the plan's on this endpoint, or -1.</param>
/// <param name="Timestamp">Now.</param>
/// <param name="Cost">Tokens; 0 asks for none and counts nothing.</param>
/// <param name="Permits">What the request holds until it ends.</param>
internal readonly record struct AdmissionRequest(UsagePlan Plan, int Override, long Timestamp, int Cost, Permits Permits);
