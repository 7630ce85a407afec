using System.Globalization;

namespace Gateway.Benchmarks.Compare;

/// <summary>What came out of a question.</summary>
/// <param name="Times">Null when only answers were asked for.</param>
/// <param name="Allocated">Bytes per operation, in the terms of the goal.</param>
/// <param name="Complaint">What was wrong with an answer; then nothing else was measured.</param>
internal sealed record Outcome(Times? Times, long Allocated, string? Complaint)
{
    public bool IsMet(Goal goal) =>
        Complaint is null && goal.Allocation.IsMetBy(Allocated) && (Times is not { } times || goal.IsMetBy(times.Ratio));

    public Finding Describe(Question question)
    {
        if (Complaint is { } complaint)
        {
            return Finding.Wrong(complaint);
        }

        var isAdded = question.Bare is not null;
        return new Finding
        {
            Ours = Times is { } ours ? Nanoseconds(ours.Ours, isAdded || question.Without is not null) : Finding.NotAsked,
            Rival = Times is { } rival ? Nanoseconds(rival.Rival, isAdded) : Finding.NotAsked,
            Ratio = Times is { } times ? times.Ratio.ToString("0.000", CultureInfo.InvariantCulture) : Finding.NotAsked,
            Allocated = Allocated.ToString(question.Goal.Allocation.IsOnTop ? "+0;-0;+0" : "0", CultureInfo.InvariantCulture),
            Goal = question.Goal.ToString(),
            IsMet = IsMet(question.Goal),
        };
    }

    // Added times carry their sign: such a line is about what a request gained, not about the whole request.
    private static string Nanoseconds(double value, bool isAdded) => value.ToString(isAdded ? "+0.0;-0.0" : "0.0", CultureInfo.InvariantCulture);
}
