using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>A constant, in the reference's spelling between single quotes.</summary>
internal sealed class LiteralSource(string value) : MappingSource
{
    private readonly StringValues _value = value;

    public override bool IsFixed => true;

    public override StringValues Read(ref MappingInput input) => _value;
}
