using System.Globalization;

namespace Gateway.Benchmarks.Compare;

/// <summary>A question that no slices of time answer: one figure with a unit of its own, judged against a largest value.</summary>
internal sealed class FigureQuestion : IQuestion
{
    public required string Unit { get; init; }

    /// <summary>The largest figure of ours. Without a tolerance: how the machine's noise is kept out is the measurement's own business.</summary>
    public required double Goal { get; init; }

    public required Func<Figures> Measure { get; init; }

    /// <summary>Null when the answers of both sides are right, else what is wrong with them.</summary>
    public required Func<string?> Check { get; init; }

    /// <summary>Whether the figure is the same whatever else the machine does, so that it is measured with the answers too.</summary>
    public bool IsExact { get; init; }

    public Finding Examine(Deadline? deadline)
    {
        if (Answers.FindWrong([("the figure", Check)]) is { } complaint)
        {
            return Finding.Wrong(complaint);
        }

        var goal = string.Create(CultureInfo.InvariantCulture, $"<={Goal:0.##} {Unit}");
        if (deadline is null && !IsExact)
        {
            return new Finding { Goal = goal, IsMet = true };
        }

        var figures = Measure();
        return new Finding
        {
            Ours = Format(figures.Ours),
            Rival = Format(figures.Rival),
            Ratio = figures.Rival > 0 ? (figures.Ours / figures.Rival).ToString("0.000", CultureInfo.InvariantCulture) : Finding.NotAsked,
            Goal = goal,
            IsMet = figures.Ours <= Goal,
        };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Format(double figure) => string.Create(CultureInfo.InvariantCulture, $"{figure:0.0#} {Unit}");
}
