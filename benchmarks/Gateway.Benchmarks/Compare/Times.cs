namespace Gateway.Benchmarks.Compare;

/// <summary>Nanoseconds per operation of both sides; when added, above the bare variant.</summary>
internal readonly record struct Times(double Ours, double Rival)
{
    // A rival that adds nothing measurable cannot be undercut: the question is then short instead of negative or undefined.
    public double Ratio => Rival > 0 ? Ours / Rival : double.PositiveInfinity;
}
