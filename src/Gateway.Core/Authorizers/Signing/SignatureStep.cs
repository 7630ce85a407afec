using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>Lets signed requests pass. Where no authorizer follows it decides with the endpoint's resource policy.</summary>
internal sealed class SignatureStep(SignatureAuthentication authentication, AuthorizerDecision? decision, GatewayMode mode) : IGatewayStep
{
    public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
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

        gateway.Feature.AddPrincipal(new GatewayPrincipal(credential.PrincipalId)
        {
            Signer = new GatewaySigner(credential.AccessKeyId, credential.AccountId, credential.UserArn),
        });
        await (decision?.Conclude(gateway, PolicyEffect.Allow, next) ?? next(gateway));
    }
}
