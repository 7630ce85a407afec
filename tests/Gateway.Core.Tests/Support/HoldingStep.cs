using Gateway.Core.Pipeline;

namespace Gateway.Core.Tests.Support;

/// <summary>A step from outside the gateway that stands directly before admission and waits there until it is released.</summary>
internal sealed class HoldingStep : IGatewayStep, IGatewayStepFactory
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Arrivals Arrivals { get; } = new();

    public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.Admission);

    public IGatewayStep CreateStep(GatewayEndpoint endpoint) => this;

    public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        Arrivals.Add();
        await _release.Task.InTime();
        await next(gateway);
    }

    public void Release() => _release.SetResult();
}
