using Gateway.Core.Pipeline;

namespace Gateway.Core.Mapping.Sources;

/// <summary>What sources read from.</summary>
/// <param name="feature">The request.</param>
/// <param name="body">The body of the request or, on the way back, of the response; empty where no source needs it.</param>
/// <param name="maxLength">How many characters a value may have.</param>
internal ref struct MappingInput(GatewayFeature feature, ReadOnlySpan<byte> body, int maxLength)
{
    public GatewayFeature Feature { get; } = feature;

    public ReadOnlySpan<byte> Body { get; } = body;

    public int MaxLength { get; } = maxLength;

    /// <summary>Why the body could not be read, once a source has tried.</summary>
    public BodyFault Fault { get; set; }
}
