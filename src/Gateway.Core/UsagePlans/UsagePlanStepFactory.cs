using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans;

internal sealed class UsagePlanStepFactory(CallerDirectory callers) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Admission);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var plans = endpoint.Definitions.Get<UsagePlanTable>();
        var stage = endpoint.Metadata.GetMetadata<IStageMetadata>()?.Stage ?? GatewayStage.DefaultName;
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

        if (required.Count == 0)
        {
            return null;
        }

        var named = required.Aggregate((HashSet<string>?)null, (named, metadata) => Narrow(endpoint, plans, named, metadata.Plans));
        return CreateStep(endpoint, plans, named, stage);
    }

    private static HashSet<string>? Narrow(GatewayEndpoint endpoint, UsagePlanTable plans, HashSet<string>? named, IReadOnlyList<string> names)
    {
        foreach (var name in names.Where(name => !plans.TryGet(name, out _)))
        {
            endpoint.AddError(
                $"the usage plan '{name}' does not exist. Add it with AddUsagePlan(\"{name}\", …) or under ApiGateway:UsagePlans; "
                + $"known plans: {(plans.All.Count == 0 ? "none" : string.Join(", ", plans.Names))}.");
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

    private UsagePlanStep CreateStep(GatewayEndpoint endpoint, UsagePlanTable plans, HashSet<string>? named, string stage)
    {
        var allowed = plans.All.Select(plan => (named?.Contains(plan.Name) ?? true) && plan.Covers(stage)).ToArray();
        if (plans.All.Count == 0)
        {
            endpoint.AddError("RequireUsagePlan needs at least one usage plan. Add one with AddUsagePlan or under ApiGateway:UsagePlans.");
        }
        else if (endpoint.Errors.Count == 0 && !allowed.Contains(true))
        {
            endpoint.AddError(
                $"none of its usage plans covers the stage '{stage}', so every request would be refused. Add the stage to a plan's Stages.");
        }

        return new UsagePlanStep(plans, allowed, callers);
    }
}
