using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;

namespace Gateway.Benchmarks.Questions;

/// <summary>T2: two threads that decide at once; the time of a decision is wall time divided by the decisions of both.</summary>
internal static class ThrottleContended
{
    /// <summary>Every decision may be about another caller: the threads meet only by chance.</summary>
    public static Task<IQuestion> CreateAsync() => CreateAsync(Callers.Count);

    /// <summary>All decisions are about one caller.</summary>
    public static Task<IQuestion> CreateForOneKeyAsync() => CreateAsync(count: 1);

    /// <summary>What the second thread brings, against one thread alone. Judged only where the other core is not busy with the rest of the machine.</summary>
    public static Task<IQuestion> CreateForScalingAsync()
    {
        const int CoresToJudge = 4;
        const double Scaling = 1.6;

        var crew = new Crew();
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = OnTwoThreads(crew, Callers.Count),
            Rival = OnOneThread(Callers.Count),
            Goal = new Goal(Environment.ProcessorCount >= CoresToJudge ? 1 / Scaling : null, AllocationGoal.Exactly(0)),
            Hosts = [crew],
        });
    }

    private static Task<IQuestion> CreateAsync(int count)
    {
        var rival = TokenBuckets.WithPlenty(count);
        var crew = new Crew();
        return Task.FromResult<IQuestion>(new Question
        {
            Ours = OnTwoThreads(crew, count),
            Rival = crew.Variant("the token buckets", [rival.Loop(first: 0), rival.Loop(count / 2)], () => rival.Differs(isAcquired: true)),
            Goal = new Goal(0.40, AllocationGoal.Exactly(0)),
            Hosts = [crew, rival],
        });
    }

    private static Variant OnTwoThreads(Crew crew, int count)
    {
        var callers = new KnownCallers(count, LimitEngine.Plenty);
        DecisionLoop[] loops =
        [
            new DecisionLoop(callers, first: 0, DecisionLoop.TicksThatRefill),
            new DecisionLoop(callers, count / 2, DecisionLoop.TicksThatRefill),
        ];
        return crew.Variant(
            "the gateway's limits on two threads",
            [.. loops.Select<DecisionLoop, Action<int>>(loop => loop.Run)],
            () => ThrottleDecision.Check(callers, loops));
    }

    private static Variant OnOneThread(int count)
    {
        var callers = new KnownCallers(count, LimitEngine.Plenty);
        var loop = new DecisionLoop(callers, first: 0, DecisionLoop.TicksThatRefill);
        return new Variant("the gateway's limits on one thread", loop.Run, () => ThrottleDecision.Check(callers, [loop]));
    }
}
