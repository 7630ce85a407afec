using System.Collections.Concurrent;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Composition;

public class GatewayComposerTests
{
    [Fact]
    public async Task Compose_StepsAtAllAnchors_RunInTheOrderOfTheAnchorsAndTiesInThatOfRegistration()
    {
        var trace = new ConcurrentQueue<string>();
        await using var app = await GatewayApp.StartAsync(
            gateway =>
            {
                ThreeFeatures.Add(gateway);
                Trace(gateway, trace, "before handler", GatewayStepPosition.Before(GatewayStepAnchor.Handler));
                Trace(gateway, trace, "after admission", GatewayStepPosition.After(GatewayStepAnchor.Admission));
                Trace(gateway, trace, "before key, first", GatewayStepPosition.Before(GatewayStepAnchor.ApiKey));
                Trace(gateway, trace, "before key, second", GatewayStepPosition.Before(GatewayStepAnchor.ApiKey));
                Trace(gateway, trace, "after key", GatewayStepPosition.After(GatewayStepAnchor.ApiKey));
                Trace(gateway, trace, "after stage", GatewayStepPosition.After(GatewayStepAnchor.Stage));
                Trace(gateway, trace, "before stage", GatewayStepPosition.Before(GatewayStepAnchor.Stage));
            },
            app => app.MapGet("/orders", (HttpContext context) => trace.Enqueue("handler: " + ThreeFeatures.Describe(context))).WithThreeFeatures());

        await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal(
            [
                "before stage: $default ", "after stage: prod ", "before key, first: prod ", "before key, second: prod ", "after key: prod ",
                "after admission: prod alice", "before handler: prod alice", "handler: prod alice",
            ],
            trace);
    }

    [Fact]
    public async Task Compose_EndpointsBuiltAgain_StillRunEachStepOnce()
    {
        using var changing = new MutableEndpoints();
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app =>
        {
            var group = app.MapGroup("/v1").WithThreeFeatures();
            group.MapGet("/orders", ThreeFeatures.Describe);
            ((IEndpointRouteBuilder)group).DataSources.Add(changing);
        });
        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/orders");

        changing.Set(new RouteEndpoint(
            context => context.Response.WriteAsync(ThreeFeatures.Describe(context)),
            RoutePatternFactory.Parse("/later"), order: 0, EndpointMetadataCollection.Empty, "later"));

        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/orders");
        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/later");
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            Assert.Single(endpoint.Metadata.OfType<EndpointPipeline>());
        }
    }

    [Fact]
    public async Task Compose_QuotaAcrossRebuilds_IsKept()
    {
        using var changing = new MutableEndpoints();
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app =>
        {
            app.MapGet("/orders", ThreeFeatures.Describe).WithThreeFeatures();
            ((IEndpointRouteBuilder)app).DataSources.Add(changing);
        });
        await app.AskAsync("/orders", TestKeys.Alice);
        changing.Set();
        await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal(2, app.GetUsed());
    }

    [Fact]
    public async Task Compose_NoGatewayMetadata_LeavesTheEndpointAlone()
    {
        await using var app = await GatewayApp.StartAsync(ThreeFeatures.Add, app => app.MapGet("/plain", (HttpContext context) => context.TryGetGateway(out _)));

        var answer = await app.AskAsync("/plain");

        Assert.Equal((200, "false", null), (answer.Status, answer.Body, answer["x-request-id"]));
        Assert.Empty(app.Services.GetRequiredService<EndpointDataSource>().Endpoints.SelectMany(endpoint => endpoint.Metadata.OfType<EndpointPipeline>()));
    }

    [Fact]
    public async Task Compose_StepFactoryReportsErrors_StopsTheStartWithAllOfThem()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(
            gateway => gateway.AddStep<ComplainingFactory>(),
            app =>
            {
                app.MapGet("/a", () => "ok").WithGatewayMetadata(new OwnMetadata());
                app.MapGet("/b", () => "ok").WithGatewayMetadata(new OwnMetadata());
            }));

        Assert.Equal(
            ["Endpoint 'GET /a': first.", "Endpoint 'GET /a': second.", "Endpoint 'GET /b': first.", "Endpoint 'GET /b': second."],
            exception.Errors);
    }

    private static void Trace(IApiGatewayBuilder gateway, ConcurrentQueue<string> trace, string name, GatewayStepPosition position) =>
        gateway.Services.AddSingleton<IGatewayStepFactory>(new TraceFactory(trace, name, position));

    private sealed class TraceFactory(ConcurrentQueue<string> trace, string name, GatewayStepPosition position) : IGatewayStepFactory
    {
        public GatewayStepPosition Position => position;

        public IGatewayStep? CreateStep(GatewayEndpoint endpoint) => new TraceStep(trace, name);
    }

    private sealed class TraceStep(ConcurrentQueue<string> trace, string name) : IGatewayStep
    {
        public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
        {
            trace.Enqueue($"{name}: {gateway.Stage.Name} {gateway.Caller?.Id}");
            return next(gateway);
        }
    }

    private sealed class ComplainingFactory : IGatewayStepFactory
    {
        public GatewayStepPosition Position => GatewayStepPosition.After(GatewayStepAnchor.Stage);

        public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
        {
            endpoint.AddError("first.");
            endpoint.AddError("second.");
            return null;
        }
    }
}
