using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Hosts;

namespace Gateway.Benchmarks.Questions;

/// <summary>T2: wall time per decision on two threads, on 1,000 keys and on one. The other thread's allocations are those of the first.</summary>
internal static class ThrottleContended
{
    private const int Many = 1_000_000_000;

    public static Task<Question> CreateManyAsync() => CreateAsync(Callers.Count);

    public static Task<Question> CreateOneAsync() => CreateAsync(1);

    private static Task<Question> CreateAsync(int keys)
    {
        var (ours, rival) = (new Decisions(1_000_000, 10_000_000), new PartitionedBuckets(Many));
        var (one, other) = (new TwoThreads((from, count) => Run(ours, keys, from, count)), new TwoThreads((from, count) => Run(rival, keys, from, count)));
        return Task.FromResult(new Question
        {
            Ours = new Variant("the gateway's decision", one.Run, () => null),
            Rival = new Variant("the partitioned limiter", other.Run, () => null),
            Goal = new Goal(0.40, AllocationGoal.Exactly(0)),
            Hosts = [one, other, rival],
        });
    }

    private static void Run(Decisions ours, int keys, int from, int count)
    {
        var timestamp = TimeProvider.System.GetTimestamp();
        var caller = from % keys;
        for (var i = 0; i < count; i++)
        {
            ours.Decide(Callers.Keys[caller], timestamp);
            caller = caller + 1 == keys ? 0 : caller + 1;
        }
    }

    private static void Run(PartitionedBuckets rival, int keys, int from, int count)
    {
        var caller = from % keys;
        for (var i = 0; i < count; i++)
        {
            rival.TryTake(Callers.Keys[caller]);
            caller = caller + 1 == keys ? 0 : caller + 1;
        }
    }
}
