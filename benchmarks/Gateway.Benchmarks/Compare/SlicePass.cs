namespace Gateway.Benchmarks.Compare;

/// <summary>One pass over all rounds.</summary>
/// <param name="Nanoseconds">Per operation, in the order of the variants.</param>
/// <param name="Disturbance">How far that figure is above the fastest slices, for the variant where it is worst; 1 is undisturbed.</param>
/// <param name="Rounds">Slices per variant.</param>
internal sealed record SlicePass(double[] Nanoseconds, double Disturbance, int Rounds)
{
    // The tenth of the slices that was disturbed least is the figure; a minimum would be one lucky slice.
    private const double Figure = 0.10;
    private const double Fastest = 0.02;

    public static SlicePass Of(IReadOnlyList<List<double>> slices)
    {
        foreach (var variant in slices)
        {
            variant.Sort();
        }

        return new SlicePass(
            [.. slices.Select(variant => At(variant, Figure))],
            slices.Max(variant => At(variant, Figure) / At(variant, Fastest)),
            slices[0].Count);
    }

    private static double At(List<double> sorted, double percentile) => sorted[(int)(sorted.Count * percentile)];
}
