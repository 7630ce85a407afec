namespace Gateway.Core.Pipeline;

/// <summary>
/// One check or transformation on the way of a request to its handler. One instance serves all requests of an endpoint, so a step
/// has no per-request field.
/// </summary>
public interface IGatewayStep
{
    /// <summary>Runs the step: calls <paramref name="next"/> to let the request go on, or refuses it and does not.</summary>
    /// <param name="gateway">The request. Refuse with <see cref="GatewayContext.RejectAsync"/>.</param>
    /// <param name="next">The rest of the way. Return its task directly where nothing is to be done afterwards.</param>
    /// <returns>A task that completes when the step, and what it called, is done.</returns>
    Task InvokeAsync(GatewayContext gateway, GatewayDelegate next);
}
