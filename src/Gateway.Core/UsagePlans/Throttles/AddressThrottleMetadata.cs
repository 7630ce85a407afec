using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>A bucket of this rate and burst per client address. Several on one endpoint hold side by side.</summary>
internal sealed record AddressThrottleMetadata(double Rate, int Burst) : IEndpointStateMetadata, IPreflightMetadata;

/// <summary>Clears the throttles so far; what follows adds anew.</summary>
internal sealed record DisableAddressThrottleMetadata : IGatewayMetadata;
