using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>A header of the client that the reference never shows to a mapping.</summary>
internal sealed class UnreadableSource : MappingSource
{
    public override bool IsOfSender => true;

    public override StringValues Read(ref MappingInput input) => StringValues.Empty;
}
