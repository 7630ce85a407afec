using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
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

    /// <summary>Limits that callers share, each with a bucket of its own; held in the order in which they are given.</summary>
    public static SharedLimitSet Share(TimeProvider clock, params (double Rate, int Burst)[] limits) => Share(
        [.. limits.Select((limit, order) => Member(order, new RateLimit(limit.Rate, limit.Burst, clock)))]);

    public static SharedLimitSet Share(params SharedLimitSet.Member[] members) => new(members);

    public static SharedLimitSet.Member Member(int order, RateLimit limit) => new($"shared {order}", new SharedLimit(order, limit), limit);

    /// <summary>Asks only the state's own limits.</summary>
    public static Admission Admit(
        this CallerState state,
        long timestamp,
        int cost,
        Permits permits = Permits.None,
        int index = -1,
        SharedLimitSet? shared = null,
        UsagePlan? plan = null) =>
        state.Admit(new AdmissionRequest(plan ?? state.Plan, index, timestamp, cost, permits), shared ?? None);

    /// <summary>As the table does, which disposes the limiter afterwards.</summary>
    public static bool TryEvict(this CallerState state, CallerStateTable table, long timestamp)
    {
        var isEvicted = state.TryEvict(table, timestamp, out var limiter);
        limiter?.Dispose();
        return isEvicted;
    }

    public static bool TryExtendQuota(this CallerState state, long amount) => state.TryExtendQuota(state.Plan, amount);

    public static bool IsAdmitted(this Admission admission) => admission.Outcome == AdmissionOutcome.Admitted;

    /// <summary>The whole tokens that are left, taken out one after the other.</summary>
    public static int Drain(this CallerState state, long timestamp, UsagePlan? plan = null, int index = -1, SharedLimitSet? shared = null)
    {
        var taken = 0;
        while (state.Admit(timestamp, 1, index: index, shared: shared, plan: plan).IsAdmitted())
        {
            taken++;
        }

        return taken;
    }

    public static int Drain(this SharedLimitSet shared, long timestamp)
    {
        var taken = 0;
        while (shared.TryTake(timestamp, 1, out _))
        {
            taken++;
        }

        return taken;
    }
}
