namespace Gateway.Core.Pipeline;

/// <summary>What the pipeline itself needs to know of the app's options.</summary>
internal sealed class PipelineOptions
{
    public GatewayMode Mode { get; set; }

    public RequestIdOptions RequestId { get; set; } = new();
}
