using System.Security.Claims;
using Gateway.Core.Tests.Support;
using Gateway.Core.UsagePlans;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>The scheme in the framework's own programming models, and in an app without the gateway.</summary>
public class ApiKeySchemeHostTests
{
    [Fact]
    public async Task Action_WithAuthorizeAttribute_IsGuarded()
    {
        await using var app = await SchemeApp.StartAsync(
            app => app.MapControllers(), configure: builder => OnlyControllers.Add(builder.Services, typeof(SecretController)));

        Assert.Equal("alice", (await app.AskAsync("/secret", TestKeys.Alice)).Body);
        Assert.Contains("\"reason\":\"api_key_invalid\"", (await app.AskAsync("/secret", TestKeys.Bob)).Body, StringComparison.Ordinal);
        Assert.Equal(200, (await app.AskAsync("/secret/open")).Status);
        Assert.Equal(401, (await app.AskAsync("/secret/planned")).Status);
        Assert.Equal("alice", (await app.AskAsync("/secret/planned", TestKeys.Alice)).Body);
    }

    [Fact]
    public async Task Hub_RequiresAuthorization_KnowsItsUsers()
    {
        await using var app = await SchemeApp.StartAsync(
            app => app.MapHub<WhoHub>("/hub").RequireAuthorization(), configure: builder => builder.Services.AddSignalR());
        await using var connection = Connect(app, TestKeys.Alice);
        await connection.StartAsync(TestContext.Current.CancellationToken).InTime();

        Assert.Equal("alice", await connection.InvokeAsync<string>("Who", TestContext.Current.CancellationToken).InTime());
        await using var refused = Connect(app, TestKeys.Bob);
        await Assert.ThrowsAsync<HttpRequestException>(() => refused.StartAsync(TestContext.Current.CancellationToken).InTime());
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Start_WithoutAddApiGateway_SaysWhatIsMissing(string environment)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = environment == "Development");
        builder.Services.AddRoutingCore().AddAuthorization().AddAuthentication().AddApiKey();
        await using var app = builder.Build();
        app.MapGet("/", () => "ok").RequireAuthorization();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => app.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(
            "An authentication scheme was added with AddApiKey(), but the gateway's services are missing. "
            + "Call 'builder.Services.AddApiGateway()' before the app is built.",
            exception.Message);
    }

    [Fact]
    public void AddApiKey_WithoutAName_Throws() =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddAuthentication().AddApiKey(""));

    private static HubConnection Connect(GatewayApp app, string key) =>
        new HubConnectionBuilder().WithUrl(new Uri(app.Address, "/hub"), options => options.Headers["x-api-key"] = key).Build();

    internal sealed class WhoHub : Hub
    {
        public string? Who() => Context.UserIdentifier;
    }

    [ApiController]
    [Route("secret")]
    [Authorize]
    public sealed class SecretController : ControllerBase
    {
        [HttpGet]
        public string? Get() => User.FindFirstValue(ClaimTypes.NameIdentifier);

        [HttpGet("planned")]
        [RequireUsagePlan]
        public string? GetPlanned() => User.FindFirstValue(ClaimTypes.NameIdentifier);

        [HttpGet("open")]
        [AllowAnonymous]
        public string GetOpen() => "ok";
    }
}
