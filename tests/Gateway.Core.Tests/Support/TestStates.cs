using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Core.Tests.Support;

/// <summary>Callers' states without an app around them.</summary>
internal static class TestStates
{
    private static readonly SharedLimitSet None = new([]);

    public static CallerState Create(UsagePlan plan) => new("caller", hash: 0, plan, next: null);

    public static CallerStateTable CreateTable(int capacity, TimeProvider clock, GatewayHealth? health = null) =>
        new(capacity, clock, health ?? new GatewayHealth(), NullLogger<CallerStateTable>.Instance);

    /// <summary>Asks only the state's own limits.</summary>
    public static Admission TryAdmit(
        this CallerState state,
        long timestamp,
        int cost,
        Permits permits = Permits.None,
        int index = -1,
        SharedLimitSet? shared = null) =>
        state.TryAdmit(new AdmissionRequest(state.Plan, index, timestamp, cost, permits), shared ?? None);
}
