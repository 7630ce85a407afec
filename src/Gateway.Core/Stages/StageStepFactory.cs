using Gateway.Core.Pipeline;

namespace Gateway.Core.Stages;

internal sealed class StageStepFactory : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Stage);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IStageMetadata>() is not { } metadata || metadata.Stage == GatewayStage.DefaultName)
        {
            return null;
        }

        var stages = endpoint.Definitions.Get<StageTable>();
        if (stages.TryGet(metadata.Stage, out var stage))
        {
            return new StageStep(stage);
        }

        endpoint.AddError(
            $"the stage '{metadata.Stage}' does not exist. Add it with AddStage(\"{metadata.Stage}\") or under ApiGateway:Stages; "
            + $"known stages: {string.Join(", ", stages.Names)}.");
        return null;
    }
}
