using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>A limit for all callers of the endpoint together; several accumulate.</summary>
internal sealed record ThrottleMetadata(double Rate, int Burst) : IEndpointStateMetadata;

/// <summary>A limit that everything which names it shares; several accumulate.</summary>
internal sealed record SharedThrottleMetadata(string Name) : IGatewayMetadata;

/// <summary>Clears the throttles that were inherited; what follows adds again.</summary>
internal sealed record DisableThrottleMetadata : IGatewayMetadata;

/// <summary>What a request of the endpoint costs; the nearest holds.</summary>
internal sealed record CostMetadata(int Cost) : IGatewayMetadata;
