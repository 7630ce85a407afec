using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Benchmarks.Questions;

/// <summary>T1: from the value of a known key to the decision of rate and quota, against token buckets (rate only) with the same keys.</summary>
internal static class ThrottleDecision
{
    public static Task<IQuestion> CreateAsync()
    {
        var ours = new KnownCallers(Callers.Count, LimitEngine.Plenty);
        var loop = new DecisionLoop(ours, first: 0, DecisionLoop.TicksThatRefill);
        var rival = TokenBuckets.WithPlenty(Callers.Count);
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("the gateway's limits", loop.Run, () => Check(ours, [loop])),
            Rival = new Variant("the token buckets", rival.Loop(first: 0), () => rival.Differs(isAcquired: true)),
            Goal = new Goal(0.45, AllocationGoal.Exactly(0)),
            Hosts = [rival],
        });
    }

    // Limits that admit everybody would be fast too.
    public static string? Check(KnownCallers callers, IReadOnlyList<DecisionLoop> loops) =>
        callers.Differs(AdmissionOutcome.Admitted, loops.Max(loop => loop.Timestamp))
        ?? CheckSpent(LimitEngine.OneRequest, AdmissionOutcome.RateExceeded)
        ?? CheckSpent(LimitEngine.OneOfQuota, AdmissionOutcome.QuotaExceeded);

    private static string? CheckSpent(UsagePlanOptions plan, AdmissionOutcome refusal)
    {
        var callers = new KnownCallers(1, plan);
        var now = TimeProvider.System.GetTimestamp();
        var first = callers.Decide(callers.Presented[0], now).Outcome;
        return first == AdmissionOutcome.Admitted ? callers.Differs(refusal, now) : $"{first} before anything was used";
    }
}
