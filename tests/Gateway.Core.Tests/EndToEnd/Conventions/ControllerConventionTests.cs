using Gateway.Core.Stages;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Conventions;

public class ControllerConventionTests
{
    [Fact]
    public async Task MapControllers_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var app = await StartAsync(app => app.MapControllers().WithThreeFeatures());

        await ThreeFeatures.AssertEnforcedAsync(app, "/plain");
    }

    [Fact]
    public async Task MapControllers_AttributesToo_RunEachStepOnce()
    {
        await using var app = await StartAsync(app => app.MapControllers().WithThreeFeatures());

        await ThreeFeatures.AssertEnforcedAsync(app, "/marked");
    }

    [Fact]
    public async Task MapControllers_InsideGroup_TakesTheGroupsFeatures()
    {
        await using var app = await StartAsync(app => app.MapGroup("/v1").WithThreeFeatures().MapControllers());

        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/plain");
        await ThreeFeatures.AssertEnforcedAsync(app, "/v1/marked");
    }

    [Fact]
    public async Task MapControllerRoute_ThreeFeatures_AreAllEnforcedOnce()
    {
        await using var app = await GatewayApp.StartAsync(
            ThreeFeatures.Add,
            app => app.MapControllerRoute("default", "{controller}/{action}").WithThreeFeatures(),
            builder => OnlyControllers.Add(builder.Services, typeof(RoutedController)));

        await ThreeFeatures.AssertEnforcedAsync(app, "/Routed/Get");
    }

    [Fact]
    public async Task MapControllers_BesidesAnUnprotectedFallbackToController_ProtectsTheTargetOfTheFallback()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapControllers().WithThreeFeatures();
            app.MapFallbackToController("Get", "Plain");
        });

        await ThreeFeatures.AssertEnforcedAsync(app, "/plain");
        await ThreeFeatures.AssertEnforcedAsync(app, "/something/else");
    }

    [Fact]
    public async Task MapControllers_ActionThrows_ReachesTheServerOnce()
    {
        await using var app = await StartAsync(app => app.MapControllers().WithThreeFeatures());

        var failed = await app.AskAsync("/plain/fail", TestKeys.Alice);

        Assert.Equal(500, failed.Status);
        Assert.Single(app.Logs.Entries, entry => entry.Exception?.Message == "The action failed.");
        Assert.Equal(1, app.GetOwnRuns());
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplication> map) => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        map,
        builder => OnlyControllers.Add(builder.Services, typeof(PlainController), typeof(MarkedController)));

    [Route("plain")]
    private sealed class PlainController : ControllerBase
    {
        [HttpGet]
        public string Get() => ThreeFeatures.Describe(HttpContext);

        [HttpGet("fail")]
        public string Fail() => throw new InvalidOperationException("The action failed.");
    }

    [Route("marked")]
    [Own]
    [RequireUsagePlan]
    private sealed class MarkedController : ControllerBase
    {
        [HttpGet]
        [Own]
        [Stage("prod")]
        public string Get() => ThreeFeatures.Describe(HttpContext);
    }

    private sealed class RoutedController : ControllerBase
    {
        public string Get() => ThreeFeatures.Describe(HttpContext);
    }
}
