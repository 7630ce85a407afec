using Gateway.Benchmarks.Compare;
using Gateway.Benchmarks.Engine;

namespace Gateway.Benchmarks.Questions;

/// <summary>T4: what a caller's rate and quota hold in memory, its key's text left out, when the callers come one after the other.</summary>
internal static class ThrottleMemory
{
    private const int Count = 100_000;

    public static Task<IQuestion> CreateAsync() => Task.FromResult<IQuestion>(new FigureQuestion
    {
        Unit = "B",
        Goal = 100,
        IsExact = true,
        Check = Check,
        Measure = Measure,
    });

    private static Figures Measure()
    {
        var keys = Callers.CreateKeys(Count);
        var ours = BytesPerKey(
            () => new ArrivingCallers(Count, LimitEngine.Plenty),
            callers => callers.Fill(keys));
        using var rival = TokenBuckets.WithPlenty(count: 0);
        return new Figures(ours, BytesPerKey(() => rival, buckets => buckets.Fill(keys)));
    }

    // Each caller's first request is admitted, so that all that a caller needs is there.
    private static double BytesPerKey<T>(Func<T> create, Action<T> fill)
        where T : class
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var filled = create();
        fill(filled);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(filled);
        return (after - before) / (double)Count;
    }

    private static string? Check()
    {
        var callers = new ArrivingCallers(1, LimitEngine.OneRequest);
        return callers.TryAdmit("a") && !callers.TryAdmit("a") && !callers.TryAdmit("b") ? null : "a limit that does not hold";
    }
}
