using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>A variable of the stage that the request runs in.</summary>
internal sealed class StageVariableSource(string name) : MappingSource
{
    public override bool IsFixed => true;

    public override StringValues Read(ref MappingInput input) =>
        input.Feature.Stage.Variables.TryGetValue(name, out var value) ? value : StringValues.Empty;
}
