using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Stages;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Composition;

public class MisroutedEndpointPolicyTests
{
    private const string Body =
        """{"type":"https://tools.ietf.org/html/rfc9110#section-15.6.1","title":"Internal Server Error","status":500"""
        + ""","detail":"The endpoint is not available because its configuration is wrong.","reason":"endpoint_misconfigured"}""";

    [Fact]
    public async Task ApplyAsync_UnenforcedPolicyAfterTheStart_Returns500AndLogsAnError()
    {
        using var later = new MutableEndpoints();
        await using var app = await StartAsync(later);

        later.Set(Create("/later", new RequireUsagePlanAttribute()));
        var answer = await app.AskAsync("/later", TestKeys.Alice);

        Assert.Equal((500, Body, "application/problem+json"), (answer.Status, answer.Body, answer["Content-Type"]));
        Assert.Contains(app.Logs.Entries, entry => entry.Level == LogLevel.Error && entry.Id.Id == 1002
            && entry.Message.Contains("answers 500. it carries a gateway policy that nothing enforces.", StringComparison.Ordinal));
        await ThreeFeatures.AssertEnforcedAsync(app, "/orders");
    }

    [Fact]
    public async Task ApplyAsync_DynamicRouteAfterTheStart_Returns500()
    {
        using var later = new MutableEndpoints();
        await using var app = await StartAsync(later);

        later.Set(Create("/later", new DynamicMetadata(), new RequireUsagePlanAttribute()));

        Assert.Equal(500, (await app.AskAsync("/later", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task ApplyAsync_PolicyLessEndpointAfterTheStart_IsServed()
    {
        using var later = new MutableEndpoints();
        await using var app = await StartAsync(later);

        later.Set(Create("/later"));

        Assert.Equal((200, "unprotected"), ((await app.AskAsync("/later")).Status, (await app.AskAsync("/later")).Body));
    }

    [Fact]
    public async Task Compose_ErrorInEndpointBuiltAfterTheStart_Returns500AndLogsItOnce()
    {
        using var later = new MutableEndpoints();
        await using var app = await StartAsync(later);

        later.Set(CreateWrapped("/later", new StageAttribute("gone")));
        var (first, second) = (await app.AskAsync("/later"), await app.AskAsync("/later"));

        Assert.Equal((500, 500, Body), (first.Status, second.Status, first.Body));
        var error = Assert.Single(app.Logs.Entries, entry => entry.Level == LogLevel.Error);
        Assert.Equal(
            "Endpoint 'ANY /later' was built after the start with a gateway policy that cannot be enforced; it answers 500. the stage 'gone' does not "
            + "exist. Add it with AddStage(\"gone\") or under ApiGateway:Stages; known stages: $default, prod.",
            error.Message);
        await ThreeFeatures.AssertEnforcedAsync(app, "/orders");
    }

    [Fact]
    public async Task Compose_GoodEndpointBuiltAfterTheStart_IsEnforced()
    {
        using var later = new MutableEndpoints();
        await using var app = await StartAsync(later);

        later.Set(CreateWrapped("/later", new StageAttribute("prod"), new RequireUsagePlanAttribute(), new OwnMetadata()));

        await ThreeFeatures.AssertEnforcedAsync(app, "/later");
    }

    private static Task<GatewayApp> StartAsync(MutableEndpoints later) => GatewayApp.StartAsync(ThreeFeatures.Add, app =>
    {
        app.MapGet("/orders", ThreeFeatures.Describe).WithThreeFeatures();
        ((IEndpointRouteBuilder)app).DataSources.Add(later);
    });

    private static RouteEndpoint Create(string route, params object[] metadata) => new(
        context => context.Response.WriteAsync("unprotected"), RoutePatternFactory.Parse(route), 0, new EndpointMetadataCollection(metadata), "later");

    private static Endpoint CreateWrapped(string route, params object[] metadata)
    {
        var builder = new RouteEndpointBuilder(
            context => context.Response.WriteAsync(ThreeFeatures.Describe(context)), RoutePatternFactory.Parse(route), order: 0);
        foreach (var item in metadata)
        {
            builder.Metadata.Add(item);
        }

        EndpointPipeline.Install(builder);
        return builder.Build();
    }

    private sealed class DynamicMetadata : IDynamicEndpointMetadata
    {
        public bool IsDynamic => true;
    }
}
