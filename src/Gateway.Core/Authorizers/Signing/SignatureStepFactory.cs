using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Authorizers.Signing;

internal sealed class SignatureStepFactory(
    IServiceProvider services,
    PolicyScope scope,
    PipelineOptions options,
    TimeProvider timeProvider) : IGatewayStepFactory
{
    // Before the authorizers, which are registered later: what they decide may depend on who has signed.
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Authorizer);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        if (!AuthorizerSelection.RequiresSignature(endpoint))
        {
            return null;
        }

        if (services.GetService<SignatureAuthentication>() is not { } authentication)
        {
            endpoint.AddError("RequireSignature needs credentials to check signatures with. Add their store with AddSigningCredentials<TStore>(…).");
            return null;
        }

        var isLast = AuthorizerSelection.Select(endpoint).Count == 0;
        return new SignatureStep(
            authentication,
            isLast ? new AuthorizerDecision(ResourcePolicy.Find(endpoint), mustPolicyAllow: false, scope, timeProvider) : null,
            options.Mode);
    }
}
