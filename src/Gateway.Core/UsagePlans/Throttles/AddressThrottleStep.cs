using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>Holds every client address to the endpoint's rates, whoever it says it is.</summary>
internal sealed class AddressThrottleStep(AddressLimit[] limits, AddressTable table, TimeProvider timeProvider) : IBoundStep, IPreflightStep
{
    public GatewayDelegate Bind(GatewayDelegate next) => gateway => InvokeAsync(gateway, next);

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        return PreflightFeature.HasCounted(feature.HttpContext) || TryTake(feature.HttpContext, feature.Timestamp, out var refused)
            ? next(gateway)
            : gateway.RejectAsync(RejectionReason.AddressRateExceeded, refused);
    }

    public PreflightRefusal? CountPreflight(HttpContext context) =>
        TryTake(context, timeProvider.GetTimestamp(), out var refused) ? null : new PreflightRefusal(RejectionReason.AddressRateExceeded, refused!);

    /// <summary>
    /// All are looked at before the first is taken, so that a refusal spends nothing, and the longest wait is said. Only where another
    /// request of the same address takes the last token in between, earlier limits stay charged.
    /// </summary>
    private bool TryTake(HttpContext context, long timestamp, out AddressRateRejection? refused)
    {
        var address = ClientAddress.Get(context);
        refused = limits.Length == 1 ? null : FindLongest(address, timestamp);
        for (var i = 0; i < limits.Length && refused is null; i++)
        {
            if (!table.TryTake(address, limits[i], timestamp, cost: 1, out var wait))
            {
                refused = Refuse(limits[i], wait);
            }
        }

        return refused is null;
    }

    private AddressRateRejection? FindLongest(ulong address, long timestamp)
    {
        AddressRateRejection? longest = null;
        foreach (var limit in limits)
        {
            if (!table.CanTake(address, limit, timestamp, cost: 1, out var wait) && (longest is null || wait > longest.Wait))
            {
                longest = Refuse(limit, wait);
            }
        }

        return longest;
    }

    private static AddressRateRejection Refuse(AddressLimit limit, TimeSpan wait) => new(limit.Rate.Rate, limit.Rate.Burst, wait);
}
