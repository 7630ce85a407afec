namespace Gateway.Core.Validation.Rules;

/// <summary>A schema resource while documents are evaluated: its dynamic anchors, set while it is compiled.</summary>
internal sealed class DynamicScope
{
    public Dictionary<string, Schema> Anchors { get; } = new(StringComparer.Ordinal);
}
