using Gateway.Core.ApiKeys;
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
        services => AddGateway(services, requestId, store),
        app => Orders.Map(app).Orders.RequireUsagePlan());

    /// <summary>The same on the other endpoint; the measured one has nothing of the gateway.</summary>
    public static Task<BenchHost> UntouchedAsync() => BenchHost.StartAsync(
        services => AddGateway(services, requestId: true),
        app => Orders.Map(app).Other.RequireUsagePlan());

    /// <summary>Every caller may send one request and then none for a long time.</summary>
    public static Task<BenchHost> ExhaustedAsync() => BenchHost.StartAsync(
        services => AddGateway(services, requestId: false, store: null, rate: 0.001, burst: 1),
        app => Orders.Map(app).Orders.RequireUsagePlan());

    private static void AddGateway(
        IServiceCollection services,
        bool requestId,
        IApiKeyStore? store = null,
        double rate = 1_000_000,
        int burst = 10_000_000)
    {
        var gateway = services.AddApiGateway(options => options.RequestId.Enabled = requestId)
            .AddUsagePlan(Plan, plan => plan.Rate(rate).Burst(burst).Quota(1_000_000_000_000, QuotaPeriod.Month));
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
