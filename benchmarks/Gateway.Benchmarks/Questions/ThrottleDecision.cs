using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// T1: from a known key to the decision by rate and quota, 1,000 keys in rotation, against the framework's partitioned token bucket, which
/// has a rate only. The time is handed in, as on a request.
/// </summary>
internal static class ThrottleDecision
{
    private const int Many = 1_000_000_000;

    /// <summary>Every decision admits.</summary>
    public static Task<Question> CreateAsync() =>
        Task.FromResult(Create(new Decisions(1_000_000, 10_000_000), new PartitionedBuckets(Many), isAdmitted: true, 0.45));

    /// <summary>Every decision refuses.</summary>
    public static Task<Question> CreateRefusedAsync()
    {
        var (ours, rival) = (new Decisions(0.001, 1), new PartitionedBuckets(1));
        foreach (var key in Callers.Keys)
        {
            ours.Decide(key, TimeProvider.System.GetTimestamp());
            rival.TryTake(key);
        }

        return Task.FromResult(Create(ours, rival, isAdmitted: false, null));
    }

    private static Question Create(Decisions ours, PartitionedBuckets rival, bool isAdmitted, double? goal) => new()
    {
        Ours = new Variant("the gateway's decision", operations => Run(ours, operations), () => Check(Decide(ours) == isAdmitted)),
        Rival = new Variant("the partitioned limiter", operations => Run(rival, operations), () => Check(rival.TryTake(Callers.Keys[0]) == isAdmitted)),
        Goal = new Goal(goal, AllocationGoal.Exactly(0)),
        Hosts = [rival],
    };

    private static bool Decide(Decisions ours) => ours.Decide(Callers.Keys[0], TimeProvider.System.GetTimestamp()) == AdmissionOutcome.Admitted;

    private static string? Check(bool isRight) => isRight ? null : "the other decision";

    private static void Run(Decisions ours, int operations)
    {
        var timestamp = TimeProvider.System.GetTimestamp();
        var caller = 0;
        for (var i = 0; i < operations; i++)
        {
            ours.Decide(Callers.Keys[caller], timestamp);
            caller = caller + 1 == Callers.Count ? 0 : caller + 1;
        }
    }

    private static void Run(PartitionedBuckets rival, int operations)
    {
        var caller = 0;
        for (var i = 0; i < operations; i++)
        {
            rival.TryTake(Callers.Keys[caller]);
            caller = caller + 1 == Callers.Count ? 0 : caller + 1;
        }
    }
}
