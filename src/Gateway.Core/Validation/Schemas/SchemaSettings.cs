using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Validation.Schemas;

/// <summary>How schemas are understood, and documents read for them.</summary>
internal sealed record SchemaSettings
{
    /// <summary>For schemas without <c>$schema</c>.</summary>
    public JsonSchemaDraft DefaultDraft { get; init; } = JsonSchemaDraft.Draft202012;

    /// <summary>Whether <c>format</c> asserts in draft 2020-12 too, where it only annotates by itself.</summary>
    public bool AssertsFormat { get; init; }

    /// <summary>For patterns that need backtracking; without it they are refused.</summary>
    public TimeSpan? PatternTimeout { get; init; }

    public int MaxSteps { get; init; } = 2_000_000;

    public JsonReading Reading { get; init; } = new();
}
