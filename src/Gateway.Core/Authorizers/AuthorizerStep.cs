using Gateway.Core.Authorizers.Identity;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Authorizers.Verdicts;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers;

/// <summary>
/// Asks the endpoint's authorizers, the outer ones first, then decides by all of them and the endpoint's resource policy. Where every
/// answer is at hand nothing is awaited and nothing is allocated.
/// </summary>
internal sealed class AuthorizerStep(
    AuthorizerCheck[] checks,
    AuthorizerDecision decision,
    FailedCredentialLimiter failures) : IBoundStep
{
    public GatewayDelegate Bind(GatewayDelegate next) => gateway => InvokeAsync(gateway, next);

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next) => Decide(gateway, 0, PolicyEffect.Allow, next);

    /// <summary>Goes on from the check at this index; <paramref name="effect"/> is what those before have said together.</summary>
    private Task Decide(GatewayContext gateway, int index, PolicyEffect effect, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        IdentityValues values = default;
        for (var i = index; i < checks.Length; i++)
        {
            var check = checks[i];
            if (!check.Authorizer.TryReadIdentity(feature, values, out var identity))
            {
                return gateway.RejectAsync(RejectionReason.IdentityMissing, new AuthorizerRejection(check.Authorizer.Name));
            }

            if (check.Authorizer.Find(identity, check.Reach, feature.Timestamp) is not { } verdict)
            {
                return Ask(gateway, i, effect, identity, next);
            }

            if (Refuse(gateway, check, verdict, ref effect) is { } refusal)
            {
                return refusal;
            }
        }

        return decision.Conclude(gateway, effect, next);
    }

    /// <summary>
    /// A first sight may be a guess; whoever was let in before is asked about whatever its neighbours have sent, and whoever waits for an
    /// answer that is asked for already costs nothing.
    /// </summary>
    private Task Ask(GatewayContext gateway, int index, PolicyEffect effect, ReadOnlySpan<string> identity, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var check = checks[index];
        var values = identity.ToArray();
        var attempt = default(AddressReservation);
        return check.Authorizer.IsFirstSight(values, check.Reach)
            && !failures.TryBegin(feature.HttpContext, feature.Timestamp, out attempt, out var wait)
            ? gateway.RejectAsync(RejectionReason.TooManyFailedCredentials, new FailedCredentialRejection(wait))
            : AskAsync(gateway, index, effect, values, attempt, next);
    }

    private async Task AskAsync(
        GatewayContext gateway, int index, PolicyEffect effect, string[] identity, AddressReservation attempt, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var check = checks[index];
        var aborted = feature.HttpContext.RequestAborted;
        var request = new AuthorizerRequest(check.Authorizer.Name, feature, identity, check.Scopes);
        AuthorizerAnswer answer = default;
        var isGuess = attempt.Limit is not null;
        try
        {
            answer = await check.Authorizer.AskAsync(request, identity, check.Reach, aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            feature.ForgetTimestamp();
            if (check.Authorizer.HasIdentity)
            {
                // Nobody may guess for nothing by hanging up each time.
                var hasFailed = answer.Verdict is { Principal: null } || (isGuess && aborted.IsCancellationRequested && answer.Verdict is null);
                failures.End(feature.HttpContext, attempt, feature.Timestamp, hasFailed);
            }
        }

        if (answer.Verdict is not { } verdict)
        {
            await gateway.RejectAsync(answer.Failure!, CreateDetail(check, answer.Failure!));
            return;
        }

        await (Refuse(gateway, check, verdict, ref effect) ?? Decide(gateway, index + 1, effect, next));
    }

    /// <summary>Null while the request may still pass.</summary>
    private Task? Refuse(GatewayContext gateway, AuthorizerCheck check, AuthorizerVerdict verdict, ref PolicyEffect effect)
    {
        var feature = gateway.Feature;
        if (verdict.Kind == AuthorizerVerdictKind.Unauthorized)
        {
            return gateway.RejectAsync(RejectionReason.IdentityMissing, new AuthorizerRejection(check.Authorizer.Name) { Challenge = verdict.Challenge });
        }

        if (verdict.Principal is { } principal)
        {
            feature.AddPrincipal(principal);
        }

        if (verdict is { Principal: not null, UsageIdentifier: { } key })
        {
            if (feature.UsageIdentifier is { } other && other != key)
            {
                return gateway.RejectAsync(RejectionReason.AuthorizerMisconfigured, new AuthorizerRejection(check.Authorizer.Name));
            }

            feature.UsageIdentifier = key;
        }

        var said = verdict.Kind switch
        {
            AuthorizerVerdictKind.Allow => PolicyEffect.Allow,
            AuthorizerVerdictKind.Policy => verdict.Policy!.Evaluate(decision.CreateRequest(feature)),
            _ => PolicyEffect.Deny,
        };
        if (said == PolicyEffect.Deny)
        {
            return gateway.RejectAsync(RejectionReason.ExplicitlyDenied, new AuthorizerRejection(check.Authorizer.Name) { Challenge = verdict.Challenge });
        }

        effect = said == PolicyEffect.Allow ? effect : said;
        return null;
    }

    private static RejectionDetail CreateDetail(AuthorizerCheck check, RejectionReason failure) =>
        failure == RejectionReason.StoreUnavailable
            ? new StoreUnavailableRejection($"authorizer {check.Authorizer.Name}")
            : new AuthorizerRejection(check.Authorizer.Name);
}
