using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Composition;

public class EndpointFaultsTests
{
    private const string Dynamic =
        "a dynamic or fallback route hands the request to another endpoint, which would run unprotected. "
        + "Instead of MapFallbackToController, MapFallbackToPage or MapDynamicControllerRoute, put the policy on the target: "
        + "an attribute on the controller or action, or MapControllers().";

    [Fact]
    public async Task Find_MapFallbackToController_StopsTheStart() => Assert.Equal(
        ["Endpoint 'ANY /{*path}': " + Dynamic],
        await GetErrorsAsync(app => app.MapFallbackToController("Get", "Home").RequireUsagePlan()));

    [Fact]
    public async Task Find_MapFallbackToPage_StopsTheStart() => Assert.Equal(
        ["Endpoint 'ANY /{*path}': " + Dynamic],
        await GetErrorsAsync(app => app.MapFallbackToPage("/Index").RequireUsagePlan()));

    [Fact]
    public async Task Find_MapDynamicControllerRouteInGroup_StopsTheStart() => Assert.Equal(
        ["Endpoint 'ANY /v1/{controller}/{action}': " + Dynamic],
        await GetErrorsAsync(app => app.MapGroup("/v1").RequireUsagePlan().MapDynamicControllerRoute<SameValues>("{controller}/{action}")));

    [Fact]
    public async Task Find_RazorPages_StopTheStart() => Assert.Equal(
        [
            "Endpoint 'ANY /about': a Razor Page is replaced by its compiled endpoint, which would run unprotected. "
            + "Serve what needs a gateway policy from a minimal API or a controller.",
        ],
        await GetErrorsAsync(app => app.MapRazorPages().RequireUsagePlan()));

    [Fact]
    public async Task Find_AttributeOnRouteHandler_StopsTheStart() => Assert.Equal(
        [
            "Endpoint 'GET /orders': it carries a gateway policy that nothing enforces. On a route handler call the convention instead of using "
            + "the attribute, for example MapGet(…).RequireUsagePlan(); metadata of your own is added by WithGatewayMetadata.",
        ],
        await GetErrorsAsync(app => app.MapGet("/orders", [RequireUsagePlan] () => "secret")));

    [Fact]
    public async Task Find_MetadataAddedByHand_StopsTheStart() => Assert.Equal(
        [
            "Endpoint 'GET /orders': it carries a gateway policy that nothing enforces. On a route handler call the convention instead of using "
            + "the attribute, for example MapGet(…).RequireUsagePlan(); metadata of your own is added by WithGatewayMetadata.",
        ],
        await GetErrorsAsync(app => app.MapGet("/orders", () => "secret").WithMetadata(new OwnMetadata())));

    [Fact]
    public async Task Find_AttributeAndAnyConventionOnRouteHandler_EnforcesTheAttribute()
    {
        await using var app = await StartAsync(app => app.MapGet("/orders", [RequireUsagePlan] () => "secret").WithStage("prod"));

        Assert.Equal(401, (await app.AskAsync("/orders")).Status);
        Assert.Equal(200, (await app.AskAsync("/orders", TestKeys.Alice)).Status);
    }

    [Fact]
    public async Task Find_FallbackToControllerWithAttributeOnTheTarget_IsProtected()
    {
        await using var app = await StartAsync(app =>
        {
            app.MapControllers();
            app.MapFallbackToController("Get", "Home");
        });

        Assert.Equal(401, (await app.AskAsync("/anything")).Status);
        Assert.Equal("secret", (await app.AskAsync("/anything", TestKeys.Alice)).Body);
        Assert.Equal(1, app.GetUsed());
    }

    [Fact]
    public async Task Find_DynamicRouteToActionWithAttribute_IsProtected()
    {
        await using var app = await StartAsync(app => app.MapDynamicControllerRoute<SameValues>("{controller}/{action}"));

        Assert.Equal(401, (await app.AskAsync("/Home/Get")).Status);
        Assert.Equal("secret", (await app.AskAsync("/Home/Get", TestKeys.Alice)).Body);
    }

    private static async Task<IReadOnlyList<string>> GetErrorsAsync(Action<WebApplication> map) =>
        (await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(map))).Errors;

    private static Task<GatewayApp> StartAsync(Action<WebApplication> map) => GatewayApp.StartAsync(ThreeFeatures.Add, map, builder =>
    {
        OnlyControllers.Add(builder.Services, typeof(HomeController));
        builder.Services.AddRazorPages();
        builder.Services.AddSingleton<SameValues>();
        builder.Services.AddSingleton<IActionDescriptorProvider, OnePage>();
    });

    private sealed class HomeController
    {
        [RequireUsagePlan]
        public string Get() => "secret";
    }

    private sealed class SameValues : DynamicRouteValueTransformer
    {
        public override ValueTask<RouteValueDictionary> TransformAsync(Microsoft.AspNetCore.Http.HttpContext httpContext, RouteValueDictionary values) => new(values);
    }

    /// <summary>A page that was never compiled: it is enough of one to be routed to.</summary>
    private sealed class OnePage : IActionDescriptorProvider
    {
        public int Order => 0;

        public void OnProvidersExecuting(ActionDescriptorProviderContext context) => context.Results.Add(new PageActionDescriptor
        {
            RelativePath = "/Pages/About.cshtml",
            ViewEnginePath = "/About",
            AttributeRouteInfo = new AttributeRouteInfo { Template = "about" },
            RouteValues = { ["page"] = "/About" },
        });

        public void OnProvidersExecuted(ActionDescriptorProviderContext context)
        {
        }
    }
}
