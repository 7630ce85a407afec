using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Yarp.ReverseProxy.Configuration;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class ReverseProxyConventionTests
{
    [Fact]
    public async Task MapReverseProxy_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var backend = await StartBackendAsync();
        await using var app = await StartProxyAsync(backend, CreateRoute("orders", "/orders/{**rest}"));

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders/5");
        Assert.Equal(1, backend.Logs.Entries.Count(entry => entry.Message.StartsWith("Request finished", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task MapReverseProxy_RoutesChangedWhileTheAppRuns_AreEnforcedToo()
    {
        await using var backend = await StartBackendAsync();
        await using var app = await StartProxyAsync(backend, CreateRoute("orders", "/orders/{**rest}"));
        var configuration = app.Services.GetRequiredService<InMemoryConfigProvider>();

        configuration.Update([CreateRoute("orders", "/orders/{**rest}"), CreateRoute("bills", "/bills")], [CreateCluster(backend)]);

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders/5");
        await ThreeFeatures.AssertEnforcedAsync(app, "/bills");
    }

    private static Task<GatewayApp> StartBackendAsync() => GatewayApp.StartAsync(
        _ => { },
        app => app.MapFallback(context => context.Response.WriteAsync(context.Request.Headers["x-seen"].ToString())));

    private static Task<GatewayApp> StartProxyAsync(GatewayApp backend, RouteConfig route) => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        app => app.MapReverseProxy(proxy => proxy.Use((context, next) =>
        {
            context.Request.Headers["x-seen"] = ThreeFeatures.Describe(context);
            return next(context);
        })).WithStage("prod").RequireUsagePlan().WithGatewayMetadata(new OwnMetadata()),
        builder => builder.Services.AddReverseProxy().LoadFromMemory([route], [CreateCluster(backend)]));

    private static RouteConfig CreateRoute(string id, string path) =>
        new() { RouteId = id, ClusterId = "backend", Match = new RouteMatch { Path = path } };

    private static ClusterConfig CreateCluster(GatewayApp backend) => new()
    {
        ClusterId = "backend",
        Destinations = new Dictionary<string, DestinationConfig> { ["one"] = new() { Address = backend.Address.ToString() } },
    };
}
