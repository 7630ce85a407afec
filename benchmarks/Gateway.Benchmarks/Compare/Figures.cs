namespace Gateway.Benchmarks.Compare;

/// <summary>One figure of each side, in the unit of its question.</summary>
internal readonly record struct Figures(double Ours, double Rival);
