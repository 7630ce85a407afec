using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.UsagePlans.Limits;
using Gateway.Core.UsagePlans.Throttles;

namespace Gateway.Core.UsagePlans;

/// <summary>The refusal for each outcome of admission.</summary>
internal static class AdmissionRejections
{
    public static Task RejectAsync(GatewayContext gateway, UsagePlan plan, int index, Admission admission)
    {
        // A reload may have changed the plan since: then the facts are those of the newer one, the decision stays.
        var rate = plan.GetOverride(index) ?? plan.Rate;
        return admission.Outcome switch
        {
            AdmissionOutcome.RateExceeded => gateway.RejectAsync(
                RejectionReason.RateExceeded,
                new RateRejection(plan.Name, rate?.Rate ?? 0, rate?.Burst ?? 0, admission.RetryAfter)),
            AdmissionOutcome.QuotaExceeded => gateway.RejectAsync(
                RejectionReason.QuotaExceeded,
                new QuotaRejection(plan.Name, plan.QuotaLimit, plan.QuotaPeriod, admission.RetryAfter)),
            AdmissionOutcome.ConcurrencyExceeded => gateway.RejectAsync(
                RejectionReason.ConcurrencyExceeded,
                new ConcurrencyRejection(plan.Name, plan.Concurrency)),
            AdmissionOutcome.ConnectionsExceeded => gateway.RejectAsync(
                RejectionReason.ConcurrencyExceeded,
                new ConcurrencyRejection(plan.Name, plan.Connections)),
            AdmissionOutcome.LimiterExceeded => gateway.RejectAsync(
                RejectionReason.LimiterExceeded,
                new LimiterRejection(plan.Name, admission.RetryAfter)),
            _ => RejectAsync(gateway, admission),
        };
    }

    /// <summary>For a limit that is no plan's.</summary>
    public static Task RejectAsync(GatewayContext gateway, Admission admission)
    {
        var (name, _, limit) = admission.Limit!;
        return gateway.RejectAsync(
            RejectionReason.ThrottleExceeded,
            new ThrottleRejection(name, limit.Rate, limit.Burst, admission.RetryAfter));
    }
}
