using System.Runtime.CompilerServices;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>
/// Admission: charges the request to the first of the caller's plans that the endpoint allows, or refuses it. Final: what follows gives
/// nothing back.
/// </summary>
internal sealed class UsagePlanStep(UsagePlanTable plans, bool[] allowed, CallerDirectory callers) : IBoundStep
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

        var places = identity.Places;
        for (var place = 0; place < places.Length; place++)
        {
            var isFull = false;
            var state = places[place].Caller is null
                ? callers.Resolve(identity, place, plans, allowed, out isFull)
                : Unsafe.As<CallerState>(places[place].Usage);
            if (isFull)
            {
                return gateway.RejectAsync(RejectionReason.TooManyCallers, new TooManyCallersRejection());
            }

            if (state is not null && allowed[state.Plan.Index])
            {
                return Admit(gateway, identity, place, state, next);
            }
        }

        return gateway.RejectAsync(RejectionReason.PlanNotCovered, new PlanNotCoveredRejection(identity.Id, identity.Plans));
    }

    private Task Admit(GatewayContext gateway, CallerIdentity identity, int place, CallerState state, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var timestamp = feature.Timestamp;
        var admission = state.TryAdmit(timestamp, cost: 1);
        while (admission.Outcome == AdmissionOutcome.Evicted)
        {
            if (callers.Resolve(identity, place, plans, allowed, out _) is not { } again)
            {
                return gateway.RejectAsync(RejectionReason.TooManyCallers, new TooManyCallersRejection());
            }

            state = again;
            admission = state.TryAdmit(timestamp, cost: 1);
        }

        feature.Caller = identity.Places[place].Caller;
        return admission.Outcome == AdmissionOutcome.Admitted ? next(gateway) : Refuse(gateway, state.Plan, admission);
    }

    private static Task Refuse(GatewayContext gateway, UsagePlan plan, Admission admission) =>
        admission.Outcome == AdmissionOutcome.RateExceeded
            ? gateway.RejectAsync(
                RejectionReason.RateExceeded,
                new RateRejection(plan.Name, plan.Rate!.Rate, plan.Rate.Burst, admission.RetryAfter))
            : gateway.RejectAsync(
                RejectionReason.QuotaExceeded,
                new QuotaRejection(plan.Name, plan.QuotaLimit, plan.QuotaPeriod, admission.RetryAfter));
}
