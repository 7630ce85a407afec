using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

/// <summary>A group rebuilds the endpoints of a data source that is not the framework's own, from copies.</summary>
public class NestedDataSourceTests
{
    [Fact]
    public async Task MapGroup_AroundEndpointsWithPoliciesOfTheirOwn_EnforcesBothOnce()
    {
        await using var app = await GatewayApp.StartAsync(AddPlan, app =>
        {
            var group = (IEndpointRouteBuilder)app.MapGroup("/p").RequireUsagePlan();
            group.DataSources.Add(new ForeignDataSource(endpoint => endpoint.WithStage("prod")));
        });

        Assert.Equal(401, (int)(await app.GetAsync("/p/orders")).StatusCode);
        var served = await app.GetAsync("/p/orders", TestKeys.Alice);
        Assert.Equal("prod 1", await served.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task MapGroup_AroundAnEndpointWhosePipelineIsHiddenInAnotherDelegate_StopsTheStart()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => GatewayApp.StartAsync(AddPlan, app =>
        {
            var group = (IEndpointRouteBuilder)app.MapGroup("/p").RequireUsagePlan();
            group.DataSources.Add(new ForeignDataSource(endpoint => endpoint.WithStage("prod"), isWrappedAgain: true));
        }));

        Assert.Contains("would run with the old ones only", Assert.Single(exception.Errors), StringComparison.Ordinal);
    }

    private static void AddPlan(IApiGatewayBuilder gateway) => gateway
        .AddUsagePlan("free", plan => plan.Quota(100, QuotaPeriod.Day))
        .AddApiKey("alice", key => key.Value(TestKeys.Alice).Plans("free"))
        .AddStage("prod");

    private sealed class ForeignDataSource(Action<ForeignBuilder> addPolicies, bool isWrappedAgain = false) : EndpointDataSource
    {
        public override IReadOnlyList<Endpoint> Endpoints
        {
            get
            {
                var builder = new RouteEndpointBuilder(
                    static context => context.Response.WriteAsync(
                        $"{context.GetGateway().Stage.Name} {context.GetGateway().Caller!.GetUsage()!.Used}"),
                    RoutePatternFactory.Parse("/orders"),
                    order: 0);
                addPolicies(new ForeignBuilder(builder));
                if (isWrappedAgain)
                {
                    var inner = builder.RequestDelegate!;
                    builder.RequestDelegate = context => inner(context);
                }

                return [builder.Build()];
            }
        }

        public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);
    }

    private sealed class ForeignBuilder(EndpointBuilder endpoint) : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention) => convention(endpoint);
    }
}
