namespace Gateway.Core.Pipeline;

/// <summary>
/// A step on the way of nearly every request: bound to what follows it when the endpoint is composed, which saves an indirect call per
/// request.
/// </summary>
internal interface IBoundStep : IGatewayStep
{
    GatewayDelegate Bind(GatewayDelegate next);
}
