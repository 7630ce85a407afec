using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Benchmarks.Hosts;

/// <summary>Hosts with the gateway.</summary>
internal static class GatewayHosts
{
    private const string Plan = "bench";

    /// <summary>API key, rate and quota on the measured endpoint.</summary>
    public static Task<BenchHost> LimitedAsync(bool requestId, IApiKeyStore? store = null) => BenchHost.StartAsync(
        services => AddGateway(services, requestId, Plenty, store),
        app => Orders.Map(app).Orders.RequireUsagePlan());

    /// <summary>The same limits, of which every caller has used up the rate: one request, then none for a thousand seconds.</summary>
    public static async Task<BenchHost> SpentAsync()
    {
        var host = await BenchHost.StartAsync(
            services => AddGateway(services, requestId: false, plan => Plenty(plan).Rate(0.001).Burst(1)),
            app => Orders.Map(app).Orders.RequireUsagePlan());
        host.Send(Orders.Prepare, Callers.Count);
        return host;
    }

    /// <summary>The same on the other endpoint; the measured one has nothing of the gateway.</summary>
    public static Task<BenchHost> UntouchedAsync() => BenchHost.StartAsync(
        services => AddGateway(services, requestId: true, Plenty),
        app => Orders.Map(app).Other.RequireUsagePlan());

    /// <summary>An authorizer that knows the callers by their keys, and has answered once for each.</summary>
    public static Task<BenchHost> AuthorizedAsync()
    {
        var known = Callers.Keys.ToHashSet(StringComparer.Ordinal);
        return BenchHost.StartAsync(
            services => services.AddApiGateway(options => options.RequestId.Enabled = false).AddAuthorizer(
                "bench",
                authorizer => authorizer.IdentityFromHeader(Callers.KeyHeader),
                (request, _) => new(known.Contains(request.Token) ? AuthorizerResult.Allow(request.Token) : AuthorizerResult.Deny())),
            app => Orders.Map(app).Orders.RequireAuthorizer("bench"));
    }

    private static UsagePlanBuilder Plenty(UsagePlanBuilder plan) =>
        plan.Rate(1_000_000).Burst(10_000_000).Quota(1_000_000_000_000, QuotaPeriod.Month);

    private static void AddGateway(
        IServiceCollection services,
        bool requestId,
        Func<UsagePlanBuilder, UsagePlanBuilder> limit,
        IApiKeyStore? store = null)
    {
        var gateway = services.AddApiGateway(options => options.RequestId.Enabled = requestId).AddUsagePlan(Plan, plan => limit(plan));
        if (store is not null)
        {
            gateway.AddApiKeyStore(store);
        }

        for (var caller = 0; caller < Callers.Count; caller++)
        {
            var value = Callers.Keys[caller];
            gateway.AddApiKey($"caller-{caller + 1}", key => key.Value(value).Plans(Plan));
        }
    }
}
