namespace Gateway.Benchmarks.Compare;

/// <summary>What came out of a question.</summary>
/// <param name="Times">Null when only answers were asked for.</param>
/// <param name="Allocated">Bytes per operation, in the terms of the goal.</param>
/// <param name="Complaint">What was wrong with an answer; then nothing else was measured.</param>
internal sealed record Outcome(Times? Times, long Allocated, string? Complaint)
{
    public bool IsMet(Goal goal) =>
        Complaint is null && goal.Allocation.IsMetBy(Allocated) && (Times is not { } times || goal.IsMetBy(times.Ratio));
}
