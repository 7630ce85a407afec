using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Composition;

public class MissingServicesTests
{
    private const string Message =
        "An endpoint has a gateway policy, but the gateway's services are missing. Call 'builder.Services.AddApiGateway()' before the app is built.";

    [Fact]
    public void WithStage_GroupWithoutAddApiGateway_ThrowsWhenMapped()
    {
        var app = WebApplication.CreateSlimBuilder().Build();

        var exception = Assert.Throws<InvalidOperationException>(() => app.MapGroup("/orders").WithStage("prod"));

        Assert.Equal(Message, exception.Message);
    }

    [Fact]
    public void RequireUsagePlan_EndpointWithoutAddApiGateway_ThrowsWhenBuilt()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        app.MapGet("/orders", () => "ok").RequireUsagePlan();

        var exception = Assert.Throws<InvalidOperationException>(
            () => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToArray());

        Assert.Equal(Message, exception.Message);
    }

    [Fact]
    public async Task RequireUsagePlan_MapControllersWithoutAddApiGateway_ThrowsWhenBuilt()
    {
        var builder = WebApplication.CreateSlimBuilder();
        OnlyControllers.Add(builder.Services, typeof(MissingController));
        await using var app = builder.Build();

        var exception = Assert.Throws<InvalidOperationException>(() =>
        {
            app.MapControllers().WithGatewayMetadata(new OwnMetadata());
            return ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).ToArray();
        });

        Assert.Equal(Message, exception.Message);
    }

    [Fact]
    public void GetGateway_RequestWithoutPolicy_SaysWhatToDo()
    {
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/orders" } };

        var exception = Assert.Throws<InvalidOperationException>(() => context.GetGateway());

        Assert.Equal(
            "The request 'GET /orders' has not reached an endpoint with a gateway policy. "
            + "Add one to the endpoint (for example WithStage or RequireUsagePlan), or use TryGetGateway.",
            exception.Message);
    }

    [Microsoft.AspNetCore.Mvc.Route("missing")]
    private sealed class MissingController
    {
        [Microsoft.AspNetCore.Mvc.HttpGet]
        public string Get() => "ok";
    }
}
