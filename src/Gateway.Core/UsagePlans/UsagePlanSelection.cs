using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans;

/// <summary>Which plans an endpoint accepts, from its metadata: every call narrows, a disabling one clears.</summary>
internal static class UsagePlanSelection
{
    public static bool IsRequired(GatewayEndpoint endpoint) => GetRequired(endpoint).Count > 0;

    public static IReadOnlyList<UsagePlan> Select(GatewayEndpoint endpoint, UsagePlanTable plans)
    {
        if (plans.All.Count == 0)
        {
            endpoint.AddError("RequireUsagePlan needs at least one usage plan. Add one with AddUsagePlan or under ApiGateway:UsagePlans.");
            return [];
        }

        var before = endpoint.Errors.Count;
        var named = GetRequired(endpoint).Aggregate((HashSet<string>?)null, (named, metadata) => Narrow(endpoint, plans, named, metadata.Plans));
        var stage = endpoint.Metadata.GetMetadata<IStageMetadata>()?.Stage ?? GatewayStage.DefaultName;
        var selected = plans.All.Where(plan => (named?.Contains(plan.Name) ?? true) && plan.Covers(stage)).ToArray();
        if (endpoint.Errors.Count == before && selected.Length == 0)
        {
            endpoint.AddError(
                $"none of its usage plans covers the stage '{stage}', so every request would be refused. Add the stage to a plan's Stages.");
        }

        return selected;
    }

    private static List<IUsagePlanMetadata> GetRequired(GatewayEndpoint endpoint)
    {
        var required = new List<IUsagePlanMetadata>();
        foreach (var item in endpoint.Metadata)
        {
            if (item is IDisableUsagePlanMetadata)
            {
                required.Clear();
            }
            else if (item is IUsagePlanMetadata metadata)
            {
                required.Add(metadata);
            }
        }

        return required;
    }

    private static HashSet<string>? Narrow(
        GatewayEndpoint endpoint,
        UsagePlanTable plans,
        HashSet<string>? named,
        IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => !plans.TryGet(name, out _)))
        {
            endpoint.AddError(
                $"the usage plan '{name}' does not exist. Add it with AddUsagePlan(\"{name}\", …) or under ApiGateway:UsagePlans; "
                + $"known plans: {string.Join(", ", plans.Names)}.");
        }

        if (names.Count == 0)
        {
            return named;
        }

        var own = names.ToHashSet(StringComparer.Ordinal);
        own.IntersectWith(named ?? own);
        if (own.Count == 0)
        {
            endpoint.AddError(
                $"RequireUsagePlan({string.Join(", ", names)}) and an outer RequireUsagePlan({string.Join(", ", named!)}) have no plan in common. "
                + "Calls narrow one another; call DisableUsagePlan() first to ask for other plans.");
        }

        return own;
    }
}
