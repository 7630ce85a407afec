namespace Gateway.Core.Pipeline;

/// <summary>The rest of a request's way: the following steps, then the endpoint's handler.</summary>
/// <param name="gateway">The request.</param>
/// <returns>A task that completes when the rest has run.</returns>
public delegate Task GatewayDelegate(GatewayContext gateway);
