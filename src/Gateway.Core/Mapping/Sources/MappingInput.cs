using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Sources;

/// <summary>What sources read from.</summary>
/// <param name="feature">The request.</param>
/// <param name="body">The body of the request or, on the way back, of the response; empty where no source needs it.</param>
internal ref struct MappingInput(GatewayFeature feature, ReadOnlySpan<byte> body)
{
    public GatewayFeature Feature { get; } = feature;

    public ReadOnlySpan<byte> Body { get; } = body;

    /// <summary>Why the body could not be read, once a source has tried.</summary>
    public BodyFault Fault { get; set; }
}
