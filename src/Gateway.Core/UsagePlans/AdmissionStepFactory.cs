using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Connections;
using Gateway.Core.UsagePlans.Limits;
using Gateway.Core.UsagePlans.Throttles;

namespace Gateway.Core.UsagePlans;

internal sealed class AdmissionStepFactory(
    CallerDirectory callers,
    SharedLimitTable limits,
    HubPolls polls,
    LiveConnections live,
    TimeProvider timeProvider) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Admission);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var connections = new ConnectionPolicy(endpoint.Metadata, polls);
        var given = endpoint.Metadata.GetMetadata<CostMetadata>();
        var cost = given?.Cost ?? (connections.IsNegotiation ? 0 : 1);
        var shared = ThrottleSelection.Select(endpoint, limits, timeProvider);
        foreach (var member in shared.Members.Where(member => cost > member.Limit.Burst))
        {
            endpoint.AddError(TooDear(cost, $"throttle '{member.Name}' has a burst of {member.Limit.Burst}"));
        }

        if (!UsagePlanSelection.IsRequired(endpoint))
        {
            return shared.Count == 0 ? null : new ThrottleStep(shared, cost);
        }

        var plans = endpoint.Definitions.Get<UsagePlanTable>();
        var choices = new AdmissionPolicy.Choice[plans.IndexCount];
        foreach (var plan in UsagePlanSelection.Select(endpoint, plans))
        {
            var index = plan.GetOverrideIndex(endpoint.Id);
            choices[plan.Index] = new AdmissionPolicy.Choice(plan, index);
            CheckCost(endpoint, plan, index, cost);
        }

        return new AdmissionStep(new AdmissionPolicy(plans, choices, shared, connections, cost, given is not null), callers, live);
    }

    private static void CheckCost(GatewayEndpoint endpoint, UsagePlan plan, int index, int cost)
    {
        if ((plan.GetOverride(index) ?? plan.Rate) is { } rate && cost > rate.Burst)
        {
            endpoint.AddError(TooDear(cost, $"usage plan '{plan.Name}' has a burst of {rate.Burst}"));
        }

        if (plan.Calendar is not null && cost > plan.QuotaLimit)
        {
            endpoint.AddError(TooDear(cost, $"usage plan '{plan.Name}' has a quota of {plan.QuotaLimit}"));
        }
    }

    private static string TooDear(int cost, string limit) =>
        $"a request costs {cost}, but the {limit}, so it could never be admitted. Lower WithCost({cost}), or raise the limit.";
}
