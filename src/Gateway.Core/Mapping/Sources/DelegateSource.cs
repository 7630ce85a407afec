using Gateway.Core.Pipeline;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Sources;

/// <summary>The app's own code.</summary>
internal sealed class DelegateSource(Func<GatewayContext, StringValues> read) : MappingSource
{
    public override StringValues Read(ref MappingInput input) => read(new GatewayContext(input.Feature));
}
