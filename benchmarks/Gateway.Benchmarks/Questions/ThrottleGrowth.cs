using System.Diagnostics;
using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;

namespace Gateway.Benchmarks.Questions;

/// <summary>
/// T3: the longest time for which one thread's decisions about known callers stand still while another thread brings 100,000 new ones.
/// </summary>
/// <remarks>
/// The rest of the machine stops the thread too, at times that have nothing to do with the table, and only ever adds to a pause. So the
/// longest pause of every pass is taken, and of these that of the calmest pass: what growing costs is in all passes.
/// </remarks>
internal static class ThrottleGrowth
{
    private const int Count = 100_000;
    private const int Passes = 10;

    // The rival looks after its buckets ten times a second: a pass sees it do so with all of them.
    private static readonly TimeSpan Pass = TimeSpan.FromMilliseconds(250);

    public static Task<IQuestion> CreateAsync() => Task.FromResult<IQuestion>(new FigureQuestion
    {
        Unit = "ms",
        Goal = 2,
        Check = Check,
        Measure = Measure,
    });

    private static Figures Measure()
    {
        var keys = Callers.CreateKeys(Count);
        return new Figures(
            LongestPauseOfCalmestPass(() =>
            {
                var callers = new ArrivingCallers(Count, LimitEngine.Plenty);
                callers.Fill(keys.AsSpan(0, Callers.Count));
                return LongestPause(() => callers.Fill(keys), position => callers.TryAdmit(keys[position]));
            }),
            LongestPauseOfCalmestPass(() =>
            {
                using var buckets = TokenBuckets.WithPlenty(Callers.Count);
                return LongestPause(() => buckets.Fill(keys), position => buckets.TryAcquire(buckets.Presented[position]));
            }));
    }

    private static double LongestPauseOfCalmestPass(Func<TimeSpan> pass) =>
        Enumerable.Range(0, Passes).Min(_ => pass().TotalMilliseconds);

    private static TimeSpan LongestPause(Action grow, Action<int> decide)
    {
        GC.Collect();
        var growth = new Thread(() => grow()) { IsBackground = true };
        growth.Start();
        var longest = 0L;
        var before = Stopwatch.GetTimestamp();
        var end = before + (long)(Pass.TotalSeconds * Stopwatch.Frequency);
        for (var position = 0; before < end || growth.IsAlive; position = position + 1 == Callers.Count ? 0 : position + 1)
        {
            decide(position);
            var now = Stopwatch.GetTimestamp();
            longest = Math.Max(longest, now - before);
            before = now;
        }

        growth.Join();
        return Stopwatch.GetElapsedTime(0, longest);
    }

    private static string? Check()
    {
        var keys = Callers.CreateKeys(Count);
        var callers = new ArrivingCallers(Count, LimitEngine.OneRequest);
        var wrong = keys.Count(key => !callers.TryAdmit(key)) + keys.Count(callers.TryAdmit);
        return wrong == 0 ? null : $"{wrong} wrong decisions about {Count} callers";
    }
}
