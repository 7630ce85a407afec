using Gateway.Core.Pipeline;

namespace Gateway.Core.Stages;

/// <summary>Puts the request into the endpoint's stage.</summary>
internal sealed class StageStep(GatewayStage stage) : IGatewayStep
{
    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        gateway.Feature.Stage = stage;
        return next(gateway);
    }
}
