using Gateway.Core.Pipeline;
using Gateway.Core.Stages;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class ControllerAttributeTests
{
    [Fact]
    public async Task Attributes_OnControllerAndAction_AreAllEnforcedOnce()
    {
        await using var app = await StartAsync();

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders");
    }

    [Fact]
    public async Task Attributes_ActionWithTwoRoutes_AreEnforcedOnBoth()
    {
        await using var app = await StartAsync();

        await ThreeFeatures.AssertEnforcedAsync(app, "/orders/first");
        await ThreeFeatures.AssertEnforcedAsync(app, "/orders/second/7");
        Assert.Equal("GET /orders/first", (await app.AskAsync("/orders/first", TestKeys.Alice))["x-endpoint"]);
        Assert.Equal("GET /orders/second/{id}", (await app.AskAsync("/orders/second/7", TestKeys.Alice))["x-endpoint"]);
    }

    [Fact]
    public async Task DisableUsagePlan_OnAction_ServesWithoutKeyInTheStageOfTheAction()
    {
        await using var app = await StartAsync();

        var served = await app.AskAsync("/orders/open");

        Assert.Equal(200, served.Status);
        Assert.Equal("prod ", served.Body);
        Assert.Equal((1, 0L), (app.GetOwnRuns(), app.GetUsed()));
    }

    [Fact]
    public async Task RequireUsagePlan_OnActionOfPlainController_ProtectsOnlyThatAction()
    {
        await using var app = await StartAsync();

        Assert.Equal("free to all", (await app.AskAsync("/half/open")).Body);
        var refused = await app.AskAsync("/half/closed");
        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task Attributes_ActionThrows_ReachesTheServerOnce()
    {
        await using var app = await StartAsync();

        var failed = await app.AskAsync("/orders/fail", TestKeys.Alice);

        Assert.Equal(500, failed.Status);
        Assert.Single(app.Logs.Entries, entry => entry.Exception?.Message == "The action failed.");
        Assert.Equal((1, 1L), (app.GetOwnRuns(), app.GetUsed()));
    }

    [Fact]
    public async Task Attributes_ExceptionHandledByAFilterOfTheApp_KeepsTheFiltersAnswer()
    {
        await using var app = await StartAsync();

        var handled = await app.AskAsync("/orders/handled", TestKeys.Alice);

        Assert.Equal(422, handled.Status);
    }

    [Fact]
    public async Task Attributes_RefusedRequest_DoesNotReachModelBinding()
    {
        await using var app = await StartAsync();

        var refused = await app.SendAsync("POST", "/orders", ("Content-Type", "application/json"));

        Assert.Equal(401, refused.Status);
    }

    [Fact]
    public async Task GatewayCaller_AsActionParameter_IsTheCallerOfTheRequest()
    {
        await using var app = await StartAsync();

        var served = await app.AskAsync("/orders/caller", TestKeys.Alice);

        Assert.Equal("alice on free", served.Body);
    }

    [Fact]
    public async Task GatewayCaller_AsNullableActionParameterWithoutPlan_IsNull()
    {
        await using var app = await StartAsync();

        Assert.Equal("nobody", (await app.AskAsync("/half/caller")).Body);
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        app => app.MapControllers(),
        builder => OnlyControllers.Add(builder.Services, typeof(OrdersController), typeof(HalfController)));

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class HandleAttribute : ExceptionFilterAttribute
    {
        public override void OnException(ExceptionContext context)
        {
            context.ExceptionHandled = true;
            context.Result = new StatusCodeResult(422);
        }
    }

    [ApiController]
    [Route("orders")]
    [RequireUsagePlan]
    [Own]
    private sealed class OrdersController : ControllerBase
    {
        [HttpGet]
        [Stage("prod")]
        public string Get() => ThreeFeatures.Describe(HttpContext);

        [HttpGet("first")]
        [HttpGet("second/{id:int}")]
        [Stage("prod")]
        public string Two()
        {
            Response.Headers["x-endpoint"] = HttpContext.GetGateway().Endpoint.Id;
            return ThreeFeatures.Describe(HttpContext);
        }

        [HttpGet("open")]
        [DisableUsagePlan]
        [Stage("prod")]
        public string Open() => ThreeFeatures.Describe(HttpContext);

        [HttpGet("fail")]
        public string Fail() => throw new InvalidOperationException("The action failed.");

        [HttpGet("handled")]
        [Handle]
        public string Handled() => throw new InvalidOperationException("The action failed.");

        [HttpPost]
        public string Post([FromBody] int number) => $"{number}";

        [HttpGet("caller")]
        public string Caller(GatewayCaller caller) => $"{caller.Id} on {caller.Plan}";
    }

    [ApiController]
    [Route("half")]
    private sealed class HalfController : ControllerBase
    {
        [HttpGet("open")]
        public string Open() => "free to all";

        [HttpGet("closed")]
        [RequireUsagePlan("free")]
        public string Closed() => "paid";

        [HttpGet("caller")]
        public string Caller(GatewayCaller? caller) => caller?.Id ?? "nobody";
    }
}
