using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Authorizers.Verdicts;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.Authorizers;

internal sealed class AuthorizerStepFactory(
    AuthorizerTable authorizers,
    PolicyScope scope,
    FailedCredentialLimiter failures,
    TimeProvider timeProvider) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Authorizer);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var checks = new List<AuthorizerCheck>();
        foreach (var metadata in AuthorizerSelection.Select(endpoint))
        {
            if (authorizers.TryGet(metadata.Authorizer, out var authorizer))
            {
                checks.Add(Create(endpoint, authorizer, metadata.Scopes));
            }
            else
            {
                endpoint.AddError(
                    $"the authorizer '{metadata.Authorizer}' does not exist. Add it with AddAuthorizer(\"{metadata.Authorizer}\", …); "
                    + $"known authorizers: {authorizers.KnownNames}.");
            }
        }

        return checks.Count == 0 ? null : new AuthorizerStep(
            [.. checks], CreateDecision(endpoint, checks), failures);
    }

    private AuthorizerDecision CreateDecision(GatewayEndpoint endpoint, List<AuthorizerCheck> checks) => new(
        ResourcePolicy.Find(endpoint), checks.Exists(check => check.Authorizer.LeavesDecisionToResourcePolicy), scope, timeProvider);

    private static AuthorizerCheck Create(GatewayEndpoint endpoint, Authorizer authorizer, IReadOnlyList<string> scopes)
    {
        var stage = endpoint.Metadata.GetMetadata<IStageMetadata>()?.Stage ?? GatewayStage.DefaultName;
        return new AuthorizerCheck(authorizer, scopes, VerdictReach.Create(endpoint.Owner, stage, scopes, authorizer.AllowsEverywhere));
    }
}
