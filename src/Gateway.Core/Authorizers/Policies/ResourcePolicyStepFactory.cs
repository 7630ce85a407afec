using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Policies;

internal sealed class ResourcePolicyStepFactory(PolicyScope scope, PipelineOptions options, TimeProvider timeProvider) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.ResourcePolicy);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        if (ResourcePolicy.Find(endpoint) is not { } policy)
        {
            return null;
        }

        foreach (var error in policy.Errors)
        {
            endpoint.AddError($"its resource policy cannot be read: {error}");
        }

        var isAuthorizerNext = AuthorizerSelection.IsCallerKnownLater(endpoint);
        return new ResourcePolicyStep(policy, isAuthorizerNext, scope, options.Mode, timeProvider);
    }
}
