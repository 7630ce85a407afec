using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Throttles;

internal sealed class AddressThrottleStepFactory(AddressTable table, AddressLimitTable limits, TimeProvider timeProvider) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.AddressThrottle);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var throttles = new List<AddressThrottleMetadata>();
        foreach (var item in endpoint.Metadata)
        {
            if (item is DisableAddressThrottleMetadata)
            {
                throttles.Clear();
            }
            else if (item is AddressThrottleMetadata throttle)
            {
                throttles.Add(throttle);
            }
        }

        // By place in the list: an endpoint that is built again finds its buckets again.
        return throttles.Count == 0
            ? null
            : new AddressThrottleStep(
                [.. throttles.Select((throttle, place) => limits.Get($"{endpoint.Id}:{place}", throttle.Rate, throttle.Burst))],
                table,
                timeProvider);
    }
}
