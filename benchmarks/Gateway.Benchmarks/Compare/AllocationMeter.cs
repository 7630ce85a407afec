namespace Gateway.Benchmarks.Compare;

/// <summary>Counts what an operation allocates on the threads that run it.</summary>
internal static class AllocationMeter
{
    // Whole rotations of the callers, so that every batch holds the same requests.
    private const int Operations = 2 * Callers.Count;
    private const int Batches = 12;

    /// <summary>Bytes per operation of the leanest batch, rounded up: a table that grows disturbs a batch or two, never all;
    /// a fraction that stays in all of them must not vanish.</summary>
    public static long BytesPerOperation(Variant variant)
    {
        var least = long.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var before = variant.AllocatedBytes();
            variant.Run(Operations);
            least = Math.Min(least, variant.AllocatedBytes() - before);
        }

        return (least + Operations - 1) / Operations;
    }
}
