using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>Admission for an endpoint without a usage plan: only the limits for all callers together.</summary>
internal sealed class ThrottleStep(SharedLimitSet limits, int cost) : IBoundStep
{
    public GatewayDelegate Bind(GatewayDelegate next) => gateway => InvokeAsync(gateway, next);

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var timestamp = gateway.Feature.Timestamp;
        return limits.TryTake(timestamp, cost, out var admission)
            ? next(gateway)
            : AdmissionRejections.RejectAsync(gateway, limits.FindLongestWait(timestamp, cost, admission));
    }
}
