using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>An app whose authentication are the gateway's keys; the framework puts its two middlewares in by itself.</summary>
internal static class SchemeApp
{
    public static Task<GatewayApp> StartAsync(
        Action<WebApplication> map,
        IApiKeyStore? store = null,
        Action<AuthenticationBuilder>? schemes = null,
        Action<ApiGatewayOptions>? options = null,
        Action<WebApplicationBuilder>? configure = null) => GatewayApp.StartAsync(
            gateway =>
            {
                gateway.Services.AddApiGateway(options ?? (_ => { }));
                gateway.AddUsagePlan("free", plan => plan.Rate(1_000)).AddUsagePlan("pro", plan => plan.Rate(1_000)).AddStage("prod");
                if (store is not null)
                {
                    gateway.AddApiKeyStore(store);
                }
                else
                {
                    gateway.AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"));
                }
            },
            map,
            builder =>
            {
                var authentication = builder.Services.AddAuthentication();
                (schemes ?? (added => added.AddApiKey()))(authentication);
                builder.Services.AddAuthorization();
                configure?.Invoke(builder);
            });
}
