using System.Globalization;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans.Throttles;

/// <summary>The limits that an endpoint has for all callers together: its own, those that it shares by name, and its stage's.</summary>
internal static class ThrottleSelection
{
    public static SharedLimitSet Select(GatewayEndpoint endpoint, SharedLimitTable limits, TimeProvider timeProvider)
    {
        var members = new Dictionary<string, SharedLimitSet.Member>(StringComparer.Ordinal);
        foreach (var item in endpoint.Metadata)
        {
            switch (item)
            {
                case DisableThrottleMetadata:
                    members.Clear();
                    break;
                case ThrottleMetadata own:
                    AddOwn(members, endpoint, own, limits, timeProvider);
                    break;
                case SharedThrottleMetadata shared:
                    AddShared(members, endpoint, shared.Name, limits);
                    break;
            }
        }

        AddStage(members, endpoint, limits);
        if (members.Count > SharedLimitSet.MaxCount)
        {
            endpoint.AddError($"it has {members.Count} throttles; at most {SharedLimitSet.MaxCount} are allowed.");
        }

        return new SharedLimitSet(members.Values);
    }

    // Code may build the endpoint anew with another rate: that is another bucket.
    private static void AddOwn(
        Dictionary<string, SharedLimitSet.Member> members,
        GatewayEndpoint endpoint,
        ThrottleMetadata own,
        SharedLimitTable limits,
        TimeProvider timeProvider)
    {
        var rate = own.Rate.ToString(CultureInfo.InvariantCulture);
        var key = $"endpoint {endpoint.Id} {members.Count} {rate}/{own.Burst}";
        var limit = new RateLimit(own.Rate, own.Burst, timeProvider);
        members[key] = new SharedLimitSet.Member("endpoint", GetBucket(endpoint, limits, key, limit), limit);
    }

    private static void AddShared(
        Dictionary<string, SharedLimitSet.Member> members,
        GatewayEndpoint endpoint,
        string name,
        SharedLimitTable limits)
    {
        var throttles = endpoint.Definitions.Get<ThrottleTable>();
        if (throttles.TryGet(name, out var limit))
        {
            members["throttle " + name] = new SharedLimitSet.Member(name, GetBucket(endpoint, limits, "throttle " + name, limit), limit);
            return;
        }

        var known = string.Join(", ", throttles.Names);
        endpoint.AddError(
            $"the throttle '{name}' does not exist. Add it with AddThrottle(\"{name}\", …) or under ApiGateway:Throttles; "
            + $"known throttles: {(known.Length == 0 ? "none" : known)}.");
    }

    private static void AddStage(Dictionary<string, SharedLimitSet.Member> members, GatewayEndpoint endpoint, SharedLimitTable limits)
    {
        var name = endpoint.Metadata.GetMetadata<IStageMetadata>()?.Stage ?? GatewayStage.DefaultName;
        if (endpoint.Definitions.Get<IDefaultStage>().Find(name)?.Throttle is { } limit)
        {
            members["stage " + name] = new SharedLimitSet.Member("stage " + name, GetBucket(endpoint, limits, "stage " + name, limit), limit);
        }
    }

    // A new bucket takes the rate that it is made with, which must be one in force.
    private static SharedLimit GetBucket(GatewayEndpoint endpoint, SharedLimitTable limits, string name, RateLimit limit) =>
        endpoint.IsTrial ? new SharedLimit(order: 0, limit) : limits.GetOrAdd(name, limit);
}
