using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>Lets signed requests pass. Where no authorizer follows it decides with the endpoint's resource policy.</summary>
internal sealed class SignatureStep(SignatureAuthentication authentication, AuthorizerDecision? decision, GatewayMode mode) : IGatewayStep
{
    public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        if (gateway.Feature.IsDetached && GatewayFeature.Find(gateway.HttpContext.Features)?.Principal?.Signer is { } proven)
        {
            // The request has proved it already; its body may be read and its time over meanwhile.
            await PassAsync(gateway, proven, next);
            return;
        }

        var aborted = gateway.HttpContext.RequestAborted;
        SignatureOutcome outcome;
        try
        {
            outcome = await authentication.AuthenticateAsync(gateway.Feature);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return;
        }

        if (outcome.Credential is not { } credential)
        {
            await gateway.RejectAsync(outcome, mode);
            return;
        }

        await PassAsync(gateway, new GatewaySigner(credential.AccessKeyId, credential.PrincipalId, credential.AccountId, credential.UserArn), next);
    }

    private Task PassAsync(GatewayContext gateway, GatewaySigner signer, GatewayDelegate next)
    {
        gateway.Feature.AddPrincipal(new GatewayPrincipal(signer.PrincipalId) { Signer = signer });
        return decision?.Conclude(gateway, PolicyEffect.Allow, next) ?? next(gateway);
    }
}
