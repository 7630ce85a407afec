namespace Gateway.Benchmarks.Compare;

/// <summary>Asks one question: answers first, then times, then allocations, then the answers again.</summary>
internal static class Examination
{
    /// <param name="question">The question.</param>
    /// <param name="deadline">When to stop timing; null to leave time out.</param>
    public static Outcome Of(Question question, Deadline? deadline)
    {
        if (FindWrongAnswer(question) is { } before)
        {
            return new Outcome(null, 0, before);
        }

        WarmUp.UntilTheJitIsQuiet(question.Variants);
        Times? times = deadline is { } until ? ReadTimes(question, until) : null;
        var allocated = Allocated(question);

        // A limit that ran out half-way would make the figures those of refusals.
        return new Outcome(times, allocated, FindWrongAnswer(question));
    }

    private static string? FindWrongAnswer(Question question) =>
        Answers.FindWrong(question.Variants.Select(variant => (variant.Name, variant.Check)));

    private static Times ReadTimes(Question question, Deadline deadline)
    {
        var nanoseconds = InterleavedTimer.Measure(question.Variants, deadline);
        var bare = question.Bare is null ? 0 : nanoseconds[2];
        var without = question.Without is null ? bare : nanoseconds[2];
        return new Times(nanoseconds[0] - without, nanoseconds[1] - bare);
    }

    private static long Allocated(Question question)
    {
        var ours = AllocationMeter.BytesPerOperation(question.Ours);
        return question.Goal.Allocation.IsOnTop ? ours - AllocationMeter.BytesPerOperation(question.Bare ?? question.Without ?? question.Rival) : ours;
    }
}
