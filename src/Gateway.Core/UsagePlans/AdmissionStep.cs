using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.UsagePlans.Connections;
using Gateway.Core.UsagePlans.Headers;
using Gateway.Core.UsagePlans.Limits;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.UsagePlans;

/// <summary>
/// Admission: charges the request to the first of the caller's plans that the endpoint accepts and to the limits for all callers, or
/// refuses it. Final: what follows gives nothing back.
/// </summary>
internal sealed class AdmissionStep(AdmissionPolicy policy, CallerDirectory callers, LiveConnections live) : IBoundStep
{
    public GatewayDelegate Bind(GatewayDelegate next) => gateway => InvokeAsync(gateway, next);

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        if (feature.Identity is not { } identity)
        {
            // Not reached through the pipeline, whose key step stands before; refusing is the safe answer all the same.
            return gateway.RejectAsync(RejectionReason.ApiKeyInvalid);
        }

        for (var place = 0; place < identity.PlaceCount; place++)
        {
            var isFull = false;
            ref var known = ref identity.GetPlace(place);
            var state = known.Caller is null
                ? callers.Resolve(identity, place, policy, out isFull)
                : Unsafe.As<CallerState>(known.Usage);
            if (isFull)
            {
                return gateway.RejectAsync(RejectionReason.TooManyCallers, new TooManyCallersRejection());
            }

            if (state is not null && policy.TryChoose(state.Plan.Index, out var choice))
            {
                return policy.Connections.IsConnection(feature)
                    ? AdmitConnection(gateway, identity, place, choice, next)
                    : Admit(gateway, identity, place, choice, policy.Cost, Permits.Concurrency, out _) ?? next(gateway);
            }
        }

        return gateway.RejectAsync(RejectionReason.PlanNotCovered, new PlanNotCoveredRejection(identity.Id, identity.Plans));
    }

    private Task AdmitConnection(
        GatewayContext gateway,
        CallerIdentity identity,
        int place,
        AdmissionPolicy.Choice choice,
        GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var isCharged = policy.Connections.IsCharged(feature, identity.Id, out var connection);
        var cost = isCharged && !policy.IsCostGiven ? 0 : policy.Cost;
        var permits = policy.Connections.GetPermits(feature);
        if (Admit(gateway, identity, place, choice, cost, permits, out var state) is { } refusal)
        {
            return refusal;
        }

        if (permits.HasFlag(Permits.Connection))
        {
            var features = feature.HttpContext.Features;
            var hold = new ConnectionHold(state, feature.Permits, feature.TakeLease());
            if (feature.Permits.HasFlag(Permits.Concurrency))
            {
                UpgradeWatch.Install(features, hold);
            }

            var lifetime = features.GetRequiredFeature<IHttpRequestLifetimeFeature>();
            feature.HoldUntilTheEnd(state, Permits.None, live.Add(identity, lifetime, hold));
        }

        return policy.Connections.ContinueAsync(gateway, next, connection, isCharged);
    }

    /// <summary>Null when the request is admitted, else its refusal.</summary>
    private Task? Admit(
        GatewayContext gateway,
        CallerIdentity identity,
        int place,
        AdmissionPolicy.Choice choice,
        int cost,
        Permits permits,
        out CallerState state)
    {
        var feature = gateway.Feature;
        if (!choice.Plan!.HoldsUntilTheEnd)
        {
            // Nobody would give them back.
            permits = Permits.None;
        }

        var request = new AdmissionRequest(choice.Plan, choice.Override, feature.Timestamp, cost, permits);
        state = Unsafe.As<CallerState>(identity.GetPlace(place).Usage!);
        var admission = state.Admit(request, policy.Shared);
        while (admission.Outcome == AdmissionOutcome.Evicted)
        {
            if (callers.Resolve(identity, place, policy, out _) is not { } again)
            {
                return gateway.RejectAsync(RejectionReason.TooManyCallers, new TooManyCallersRejection());
            }

            state = again;
            admission = state.Admit(request, policy.Shared);
        }

        feature.Caller = choice.Override < 0 ? identity.GetPlace(place).Caller : state.GetOverrideCaller(identity, choice.Override);
        RateLimitHeaders.Register(feature, choice.Plan!);
        if (admission.Outcome != AdmissionOutcome.Admitted)
        {
            return AdmissionRejections.RejectAsync(gateway, state.Plan, choice.Override, admission);
        }

        if (choice.Plan.HoldsUntilTheEnd)
        {
            feature.HoldUntilTheEnd(state, permits, admission.Lease);
        }

        return null;
    }
}
