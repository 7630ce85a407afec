namespace Gateway.Core.Pipeline;

/// <summary>Decides, whenever an endpoint is composed, whether the endpoint gets a step and where in the order it stands.</summary>
public interface IGatewayStepFactory
{
    /// <summary>Gets the place of the step in the order of all steps.</summary>
    GatewayStepPosition Position { get; }

    /// <summary>Creates the step for an endpoint.</summary>
    /// <param name="endpoint">
    /// The endpoint: its id and its metadata. Report what is wrong with it by <see cref="GatewayEndpoint.AddError"/>, which stops the
    /// start with all other errors in one message.
    /// </param>
    /// <returns>The step, or null when the endpoint's metadata does not ask for one; it then costs nothing.</returns>
    /// <remarks>
    /// Called at the start and again for every reload, also for one that is then refused: it must have no side effect, and what a step
    /// counts must outlive the step.
    /// </remarks>
    IGatewayStep? CreateStep(GatewayEndpoint endpoint);
}
