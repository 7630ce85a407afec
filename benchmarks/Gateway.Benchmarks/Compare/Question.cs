namespace Gateway.Benchmarks.Compare;

/// <summary>A question about the time of an operation, in slices, and about what it allocates.</summary>
internal sealed class Question : IQuestion
{
    public required Variant Ours { get; init; }

    public required Variant Rival { get; init; }

    /// <summary>When given, the question is about what each side adds to it: (ours - bare) / (rival - bare), else ours / rival.</summary>
    public Variant? Bare { get; init; }

    /// <summary>When given, the question is about what ours adds to it, as a share of the rival: (ours - without) / rival.</summary>
    public Variant? Without { get; init; }

    public required Goal Goal { get; init; }

    /// <summary>What the variants run on, stopped after the question.</summary>
    public IReadOnlyList<IAsyncDisposable> Hosts { get; init; } = [];

    public IReadOnlyList<Variant> Variants => (Bare ?? Without) is { } third ? [Ours, Rival, third] : [Ours, Rival];

    public Finding Examine(Deadline? deadline) => Examination.Of(this, deadline).Describe(this);

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
        {
            await host.DisposeAsync();
        }
    }
}
