using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Tests.Support;

/// <summary>Requires a signature of every endpoint that carries <see cref="SignedMetadata"/>.</summary>
internal sealed class SignedStep(SignatureAuthentication authentication, GatewayMode mode) : IGatewayStep
{
    public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        SignatureOutcome outcome;
        try
        {
            outcome = await authentication.AuthenticateAsync(gateway.Feature);
        }
        catch (OperationCanceledException) when (gateway.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        await (outcome.IsVerified ? next(gateway) : gateway.RejectAsync(outcome, mode));
    }
}

internal sealed class SignedStepFactory(FakeSigningStore store, SignatureOptions options, PipelineOptions pipeline, IServiceProvider services) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.ApiKey);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) => endpoint.Metadata.GetMetadata<SignedMetadata>() is null
        ? null
        : new SignedStep(SigningLab.Create(services, options, store), pipeline.Mode);
}

internal sealed record SignedMetadata : IGatewayMetadata;
