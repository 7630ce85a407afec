namespace Gateway.Benchmarks.Compare;

/// <summary>What came out of a question, in the words of the report.</summary>
internal sealed record Finding
{
    public const string NotAsked = "-";

    public string Ours { get; init; } = NotAsked;

    public string Rival { get; init; } = NotAsked;

    public string Ratio { get; init; } = NotAsked;

    public string Allocated { get; init; } = NotAsked;

    public string Goal { get; init; } = NotAsked;

    /// <summary>What was wrong with an answer; then nothing else counts.</summary>
    public string? Complaint { get; init; }

    public bool IsMet { get; init; }

    public static Finding Wrong(string complaint) => new() { Complaint = complaint };
}
