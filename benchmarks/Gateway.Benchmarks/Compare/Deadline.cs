using System.Diagnostics;

namespace Gateway.Benchmarks.Compare;

/// <summary>When a question has used its share of its area's time.</summary>
internal readonly record struct Deadline(long Timestamp)
{
    public bool HasPassed => Stopwatch.GetTimestamp() >= Timestamp;

    public static Deadline After(TimeSpan time) => new(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    /// <summary>The deadline of the first of so many that share the time which is left: what one does not use is there for the others.</summary>
    public Deadline ForOneOf(int count)
    {
        var now = Stopwatch.GetTimestamp();
        return new Deadline(now + (Math.Max(0, Timestamp - now) / count));
    }
}
