using System.Globalization;

namespace Gateway.Benchmarks.Compare;

/// <summary>What a question must come out at.</summary>
/// <param name="Ratio">Largest ratio, or null when time is only reported.</param>
/// <param name="Allocation">Bytes per operation.</param>
internal sealed record Goal(double? Ratio, AllocationGoal Allocation)
{
    // A shared machine repeats ratios within about 10 %; a gate on the bare goal would fail by chance.
    private const double Tolerance = 1.15;

    public bool IsMetBy(double ratio) => Ratio is not { } goal || ratio <= goal * Tolerance;

    public override string ToString() =>
        (Ratio is { } ratio ? string.Create(CultureInfo.InvariantCulture, $"<={ratio:0.00##}") : "-") + $", {Allocation}";
}
