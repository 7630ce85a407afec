using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Gateway.Core.Diagnostics;

/// <summary>The one owner of the gateway's meter. The meter is not disposed here because its factory owns it.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "Gateway.Core";

    private readonly Counter<long> _rejections;

    public GatewayMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        _rejections = meter.CreateCounter<long>(
            "gateway.request.rejections",
            unit: "{request}",
            description: "Requests that the gateway refused.");
    }

    public void RequestRejected(string stage, string route, string? plan, string reason)
    {
        if (_rejections.Enabled)
        {
            RequestRejectedCore(stage, route, plan, reason);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RequestRejectedCore(string stage, string route, string? plan, string reason)
    {
        var tags = new TagList
        {
            { GatewayTagNames.Stage, stage },
            { GatewayTagNames.Route, route },
            { GatewayTagNames.Reason, reason },
        };
        if (plan is not null)
        {
            tags.Add(GatewayTagNames.Plan, plan);
        }

        _rejections.Add(1, tags);
    }
}
