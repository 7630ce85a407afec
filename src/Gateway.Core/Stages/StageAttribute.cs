using Gateway.Core.Pipeline;

namespace Gateway.Core.Stages;

/// <summary>Runs the actions of a controller, or one action, in a stage. An attribute on the action replaces the controller's.</summary>
/// <param name="stage">The stage's name, as added by <c>AddStage</c> or configured under <c>ApiGateway:Stages</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class StageAttribute(string stage) : Attribute, IStageMetadata
{
    /// <summary>Gets the stage's name.</summary>
    public string Stage { get; } = stage;
}
