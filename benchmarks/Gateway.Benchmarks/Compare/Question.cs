namespace Gateway.Benchmarks.Compare;

/// <summary>What is compared with what, and what must come out.</summary>
internal sealed class Question : IAsyncDisposable
{
    public required Variant Ours { get; init; }

    public required Variant Rival { get; init; }

    /// <summary>When given, the question is about what each side adds to it: (ours - bare) / (rival - bare), else ours / rival.</summary>
    public Variant? Bare { get; init; }

    public required Goal Goal { get; init; }

    /// <summary>What the variants run on, stopped after the question.</summary>
    public IReadOnlyList<IAsyncDisposable> Hosts { get; init; } = [];

    public IReadOnlyList<Variant> Variants => Bare is null ? [Ours, Rival] : [Ours, Rival, Bare];

    public async ValueTask DisposeAsync()
    {
        foreach (var host in Hosts)
        {
            await host.DisposeAsync();
        }
    }
}
