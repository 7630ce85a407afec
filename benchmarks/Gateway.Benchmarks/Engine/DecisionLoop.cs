namespace Gateway.Benchmarks.Engine;

/// <summary>
/// One thread's decisions, one caller after the other. The timestamp is handed in, as on a request, where all steps share one; here it
/// moves on by itself.
/// </summary>
/// <param name="callers">Whose limits.</param>
/// <param name="first">The caller to start with.</param>
/// <param name="ticks">How far the time moves with each decision.</param>
internal sealed class DecisionLoop(KnownCallers callers, int first, long ticks)
{
    private readonly string[] _presented = callers.Presented;
    private int _next = first;

    /// <summary>More than what two threads take from one bucket in that time, so that none runs out however fast the decisions are.</summary>
    public static long TicksThatRefill { get; } = (long)(4 * TimeProvider.System.TimestampFrequency / LimitEngine.Rate);

    /// <summary>When the next decision takes place.</summary>
    public long Timestamp { get; private set; } = TimeProvider.System.GetTimestamp();

    public void Run(int operations)
    {
        var (presented, next, timestamp) = (_presented, _next, Timestamp);
        for (var operation = 0; operation < operations; operation++)
        {
            callers.Decide(presented[next], timestamp);
            next = next + 1 == presented.Length ? 0 : next + 1;
            timestamp += ticks;
        }

        (_next, Timestamp) = (next, timestamp);
    }
}
