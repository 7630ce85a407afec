using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Templates;

/// <summary>How much work one rendering may be. It counts work, not time, so that the answer does not depend on the machine.</summary>
internal sealed record TemplateBudget
{
    public static readonly TemplateBudget Default = new();

    /// <summary>Statements, operations, items that are visited, and every 16 bytes of text that is made or looked at; about 10 ns each.</summary>
    public int MaxSteps { get; init; } = 1_000_000;

    /// <summary>Of objects and arrays in the body, and in what is written of values.</summary>
    public int MaxDepth
    {
        get;
        init
        {
            field = value;
            Reading = JsonReading.Strict with { MaxDepth = value };
        }
    } = JsonReading.Strict.MaxDepth;

    /// <summary>Of the output; what texts and arrays take that a template makes may be as much again.</summary>
    public int MaxBytes { get; init; } = 1024 * 1024;

    /// <summary>How the body is read.</summary>
    public JsonReading Reading { get; private init; } = JsonReading.Strict;
}
