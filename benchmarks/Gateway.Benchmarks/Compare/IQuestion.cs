namespace Gateway.Benchmarks.Compare;

/// <summary>What is compared with what, and what must come out.</summary>
internal interface IQuestion : IAsyncDisposable
{
    /// <param name="deadline">When to stop measuring; null to check answers and exact figures only.</param>
    Finding Examine(Deadline? deadline);
}
