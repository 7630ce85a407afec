using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline;

public class GatewayCallerTests
{
    [Fact]
    public async Task BindAsync_WithPlan_IsTheCaller()
    {
        await using var app = await StartAsync();

        Assert.Equal("alice on free", (await app.AskAsync("/minimal/7?page=2", TestKeys.Alice)).Body);
    }

    [Fact]
    public async Task BindAsync_NullableWithoutPlan_IsNull()
    {
        await using var app = await StartAsync();

        Assert.Equal("nobody", (await app.AskAsync("/open", TestKeys.Alice)).Body);
    }

    [Fact]
    public async Task BindAsync_NotNullableWithoutPlan_Is400()
    {
        await using var app = await StartAsync();

        Assert.Equal(400, (await app.AskAsync("/wrong", TestKeys.Alice)).Status);
    }

    [Fact]
    public Task BindAsync_NoContext_Throws() =>
        Assert.ThrowsAsync<ArgumentNullException>(async () => await GatewayCaller.BindAsync(null!, null!));

    [Theory]
    [InlineData("/minimal/{id}")]
    [InlineData("/mvc/{id}")]
    public async Task OpenApi_HandlerWithCaller_DoesNotShowIt(string path)
    {
        await using var app = await StartAsync();
        using var document = System.Text.Json.JsonDocument.Parse((await app.AskAsync("/openapi/v1.json")).Body);

        var operation = document.RootElement.GetProperty("paths").GetProperty(path).GetProperty("get");

        Assert.Equal(
            ["id", "page"],
            operation.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()!).Order());
        Assert.False(operation.TryGetProperty("requestBody", out _));
        Assert.DoesNotContain("GatewayCaller", document.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    private static Task<GatewayApp> StartAsync() => GatewayApp.StartAsync(
        ThreeFeatures.Add,
        app =>
        {
            app.MapOpenApi();
            app.MapControllers().RequireUsagePlan();
            app.MapGet("/minimal/{id}", (int id, int page, GatewayCaller caller) => $"{caller.Id} on {caller.Plan}").RequireUsagePlan();
            app.MapGet("/open", (GatewayCaller? caller) => caller?.Id ?? "nobody").WithStage("prod");
            app.MapGet("/wrong", (GatewayCaller caller) => caller.Id);
        },
        builder =>
        {
            OnlyControllers.Add(builder.Services, typeof(CallerController));
            builder.Services.AddEndpointsApiExplorer();
            builder.Services.AddOpenApi();
        });

    [ApiController]
    [Route("mvc")]
    private sealed class CallerController : ControllerBase
    {
        [HttpGet("{id}")]
        public string Get(int id, [FromQuery] int page, GatewayCaller caller) => $"{id} {page} {caller.Id}";
    }
}
