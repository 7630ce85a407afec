using Gateway.Core.Pipeline;
using Gateway.Core.Stages;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Stages;

public class StageTests
{
    [Fact]
    public void DefaultName_IsThis() => Assert.Equal("$default", GatewayStage.DefaultName);

    [Fact]
    public void Options_Default_HaveNoVariables() => Assert.Empty(new StageOptions().Variables);

    [Fact]
    public async Task WithStage_Default_ExistsWithoutBeingAdded()
    {
        await using var app = await StartAsync([], app => app.MapGet("/", Describe).WithStage("$default"));

        Assert.Equal("$default []", (await app.AskAsync("/")).Body);
    }

    [Fact]
    public async Task AddStage_Default_GivesItVariables()
    {
        await using var app = await StartAsync(
            [("Stages:$default:Variables:table", "orders")], app => app.MapGet("/", Describe).WithGatewayMetadata(new OwnMetadata()));

        Assert.Equal("$default [table=orders]", (await app.AskAsync("/")).Body);
    }

    [Fact]
    public async Task Variables_InCodeAndConfiguration_ConfigurationOverridesOneByOne()
    {
        await using var app = await StartAsync(
            [("Stages:prod:Variables:table", "from-configuration"), ("Stages:prod:Variables:url", "https://a.b/?c=d&e,f#g"), ("Stages:beta:Variables:x", "1")],
            app =>
            {
                app.MapGet("/prod", Describe).WithStage("prod");
                app.MapGet("/beta", Describe).WithStage("beta");
            });

        Assert.Equal("prod [kept=code table=from-configuration url=https://a.b/?c=d&e,f#g]", (await app.AskAsync("/prod")).Body);
        Assert.Equal("beta [x=1]", (await app.AskAsync("/beta")).Body);
    }

    [Fact]
    public async Task WithStage_OtherCase_IsAnotherName()
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(
            () => StartAsync([], app => app.MapGet("/", Describe).WithStage("Prod")));

        Assert.Equal(
            ["Endpoint 'GET /': the stage 'Prod' does not exist. Add it with AddStage(\"Prod\") or under ApiGateway:Stages; known stages: $default, prod."],
            exception.Errors);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("$other")]
    [InlineData("ü")]
    [InlineData("a.b")]
    public async Task AddStage_WrongName_StopsTheStart(string name)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(
            () => GatewayApp.StartAsync(gateway => gateway.AddStage(name), _ => { }));

        Assert.Equal([$"ApiGateway:Stages:{name}: a stage's name must be 1 to 128 letters, digits, '_' and '-'."], exception.Errors);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void IsStageName_Length_IsAtMost128(int length, bool isName) =>
        Assert.Equal(isName, StageOptionsValidator.IsStageName(new string('a', length)));

    private static string Describe(HttpContext context)
    {
        var stage = context.GetGateway().Stage;
        return $"{stage.Name} [{string.Join(' ', stage.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}]";
    }

    private static Task<GatewayApp> StartAsync((string Key, string Value)[] configuration, Action<WebApplication> map) => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.AddStage("prod", stage => stage.Variable("table", "from-code").Variable("kept", "code"));
            gateway.Services.AddApiGateway(new ConfigurationBuilder()
                .AddInMemoryCollection(configuration.ToDictionary(pair => "ApiGateway:" + pair.Key, pair => (string?)pair.Value))
                .Build()
                .GetSection("ApiGateway"));
        },
        map);
}
