using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Tests.Support;

/// <summary>A step as another package would write it: counts its runs, and refuses requests with the header <c>x-refuse</c>.</summary>
internal sealed class OwnStep(OwnStepRuns runs) : IGatewayStep
{
    public static readonly RejectionReason Reason = new("own_refusal", 409, "The own step refuses.");

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        runs.Add();
        return gateway.HttpContext.Request.Headers.ContainsKey("x-refuse") ? gateway.RejectAsync(Reason) : next(gateway);
    }
}

internal sealed class OwnStepFactory(OwnStepRuns runs) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.Handler);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IOwnMetadata>() is null ? null : new OwnStep(runs);
}

internal sealed class OwnStepRuns
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}

internal interface IOwnMetadata : IGatewayMetadata;

internal sealed record OwnMetadata : IOwnMetadata;

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OwnAttribute : Attribute, IOwnMetadata;
