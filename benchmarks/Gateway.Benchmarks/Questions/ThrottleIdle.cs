using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// T3: the processor time that callers cost while nobody sends anything. What the idle process takes without any (its runtime, its
/// waiting threads) is measured first and subtracted from both sides.
/// </summary>
internal static class ThrottleIdle
{
    private const int Count = 100_000;

    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);

    public static Task<IQuestion> CreateAsync() => Task.FromResult<IQuestion>(new FigureQuestion
    {
        Unit = "ms/s",
        Goal = 5,
        Check = Check,
        Measure = Measure,
    });

    private static Figures Measure()
    {
        var floor = MillisecondsPerSecond();
        double rival;
        using (var buckets = TokenBuckets.WithPlenty(Count))
        {
            rival = MillisecondsPerSecond();
        }

        var callers = new KnownCallers(Count, LimitEngine.Plenty);
        var ours = MillisecondsPerSecond();
        GC.KeepAlive(callers);
        return new Figures(Math.Max(0, ours - floor), Math.Max(0, rival - floor));
    }

    private static double MillisecondsPerSecond()
    {
        // What making the callers left to the collector and to the JIT is not theirs at rest.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Thread.Sleep(Settling);
        var before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(Window);
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Window.TotalSeconds;
    }

    private static string? Check()
    {
        var before = Timer.ActiveCount;
        var callers = new KnownCallers(Count, LimitEngine.Plenty);
        var complaint = callers.Differs(AdmissionOutcome.Admitted, TimeProvider.System.GetTimestamp());
        var timers = Timer.ActiveCount - before;
        return complaint ?? (timers <= 0 ? null : $"{Count} callers have {timers} timers");
    }
}
