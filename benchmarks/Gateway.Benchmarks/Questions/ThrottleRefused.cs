using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Benchmarks.Questions;

/// <summary>T1 for callers whose buckets are empty: both sides refuse, and say for how long.</summary>
internal static class ThrottleRefused
{
    public static Task<IQuestion> CreateAsync()
    {
        var ours = new KnownCallers(Callers.Count, LimitEngine.OneRequest);

        // Its time stands still, so that no bucket refills.
        var loop = new DecisionLoop(ours, first: 0, ticks: 0);
        loop.Run(Callers.Count);
        var rival = TokenBuckets.WithOneRequest(Callers.Count);
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = new Variant("the gateway's limits", loop.Run, () => ours.Differs(AdmissionOutcome.RateExceeded, loop.Timestamp)),
            Rival = new Variant("the token buckets", rival.Loop(first: 0), () => rival.Differs(isAcquired: false)),
            Goal = new Goal(0.45, AllocationGoal.Exactly(0)),
            Hosts = [rival],
        });
    }
}
