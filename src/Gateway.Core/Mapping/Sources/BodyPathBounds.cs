using Gateway.Core.Mapping.Paths;
using Gateway.Core.Pipeline.Documents;

namespace Gateway.Core.Mapping.Sources;

/// <summary>How bodies are read from which values are mapped, and the memory for it.</summary>
internal sealed class BodyPathBounds(MappingOptions options)
{
    public JsonReading Reading { get; } = JsonReading.Strict with { MaxDepth = options.MaxDepth };

    public int MaxSteps { get; } = options.MaxSteps;

    public PathWorkspacePool Workspaces { get; } = new();
}
