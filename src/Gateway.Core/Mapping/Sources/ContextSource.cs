using Gateway.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>A context variable.</summary>
internal sealed class ContextSource(string name, Func<GatewayFeature, string?> read) : MappingSource
{
    public override string? Name => name;

    public override StringValues Read(ref MappingInput input) => read(input.Feature);
}
