namespace Gateway.Benchmarks.Compare;

/// <summary>One side of a question.</summary>
/// <param name="Name">What a complaint calls it.</param>
/// <param name="Run">Runs that many operations on the calling thread; the loop is its own, so that no call per operation is measured.</param>
/// <param name="Check">Null when the answer is right, else what is wrong with it.</param>
internal sealed record Variant(string Name, Action<int> Run, Func<string?> Check)
{
    /// <summary>What the threads that run it have allocated so far.</summary>
    public Func<long> AllocatedBytes { get; init; } = GC.GetAllocatedBytesForCurrentThread;
}
