using System.Diagnostics;

namespace Gateway.Benchmarks.Compare;

/// <summary>When a question has used its share of its area's time.</summary>
internal readonly record struct Deadline(long Timestamp)
{
    public bool HasPassed => Stopwatch.GetTimestamp() >= Timestamp;

    public static Deadline After(TimeSpan time) => new(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));
}
