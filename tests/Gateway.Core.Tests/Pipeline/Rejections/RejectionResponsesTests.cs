using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Rejections;

public class RejectionResponsesTests
{
    private static readonly RejectionReason Busy = new("own_busy", 503, "The own step is busy.");

    [Fact]
    public async Task Get_StatusOnly_KeepsTheStockBodyOfThatStatus()
    {
        await using var app = await StartAsync(gateway => gateway.ConfigureRejection(RejectionReason.ApiKeyInvalid, response => response.Status = 403));

        var answer = await app.AskAsync("/orders");

        Assert.Equal((403, null), (answer.Status, answer["WWW-Authenticate"]));
        Assert.Contains("\"title\":\"Forbidden\",\"status\":403,\"detail\":\"A valid API key is required.\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_HeaderOnly_KeepsTheStockStatusAndBody()
    {
        await using var app = await StartAsync(gateway => gateway.ConfigureRejection(
            RejectionReason.ApiKeyInvalid, response => response.Headers["Access-Control-Allow-Origin"] = "'*'"));

        var answer = await app.AskAsync("/orders");

        Assert.Equal((401, "*", "ApiKey"), (answer.Status, answer["Access-Control-Allow-Origin"], answer["WWW-Authenticate"]));
        Assert.Contains("\"reason\":\"api_key_invalid\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_TemplateOnly_KeepsTheStockStatus()
    {
        await using var app = await StartAsync(gateway => gateway.ConfigureRejection(
            RejectionReason.ApiKeyInvalid, response => response.Templates["text/plain"] = "Go away."));

        var answer = await app.AskAsync("/orders");

        Assert.Equal((401, "Go away.", "text/plain", "8"), (answer.Status, answer.Body, answer["Content-Type"], answer["Content-Length"]));
    }

    [Fact]
    public async Task Get_ClassDefault_CoversEveryReasonOfTheClassAndNoOther()
    {
        await using var app = await StartAsync(gateway => gateway.ConfigureRejection(RejectionOptions.Default4xx, response =>
        {
            response.Status = 418;
            response.Headers["x-default"] = "'yes'";
            response.Templates["application/json"] = """{"m":$context.error.messageString}""";
        }));

        var missing = await app.AskAsync("/orders");
        var own = await app.SendAsync("GET", "/orders", ("x-api-key", TestKeys.Alice), ("x-refuse", "yes"));
        var busy = await app.AskAsync("/busy");

        Assert.Equal((418, """{"m":"A valid API key is required."}""", "yes"), (missing.Status, missing.Body, missing["x-default"]));
        Assert.Equal((418, """{"m":"The own step refuses."}""", "yes"), (own.Status, own.Body, own["x-default"]));
        Assert.Equal((503, null), (busy.Status, busy["x-default"]));
    }

    [Fact]
    public async Task Get_ExplicitEntry_IgnoresTheClassDefaultEntirely()
    {
        await using var app = await StartAsync(gateway => gateway
            .ConfigureRejection(RejectionOptions.Default4xx, response =>
            {
                response.Status = 418;
                response.Headers["x-default"] = "'yes'";
                response.Templates["application/json"] = "{}";
            })
            .ConfigureRejection(RejectionReason.ApiKeyInvalid, response => response.Headers["x-own"] = "'yes'"));

        var answer = await app.AskAsync("/orders");

        Assert.Equal((401, "yes", null), (answer.Status, answer["x-own"], answer["x-default"]));
        Assert.Contains("\"reason\":\"api_key_invalid\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ClassDefaultWithStatusOfAnotherClass_ClassIsThatOfTheReason()
    {
        await using var app = await StartAsync(gateway => gateway
            .ConfigureRejection(RejectionOptions.Default4xx, response => response.Status = 500)
            .ConfigureRejection(RejectionOptions.Default5xx, response => response.Status = 599));

        Assert.Equal(500, (await app.AskAsync("/orders")).Status);
        Assert.Equal(599, (await app.AskAsync("/busy")).Status);
    }

    [Fact]
    public async Task Get_Configuration_OverridesCodePropertyByProperty()
    {
        await using var app = await StartAsync(gateway =>
        {
            gateway.ConfigureRejection(RejectionReason.ApiKeyInvalid, response =>
            {
                response.Status = 404;
                response.Headers["x-a"] = "'code'";
            });
            gateway.ConfigureRejection(Busy, response => response.Status = 500).AddRejectionReason(Busy);
            gateway.Services.AddApiGateway(Configure(
                ("Rejections:api_key_invalid:Headers:x-a", "'configuration'"),
                ("Rejections:api_key_invalid:Templates:text/plain", "no key"),
                ("Rejections:own_busy:Status", "502")));
        });

        var missing = await app.AskAsync("/orders");

        Assert.Equal((404, "configuration", "no key"), (missing.Status, missing["x-a"], missing.Body));
        Assert.Equal(502, (await app.AskAsync("/busy")).Status);
    }

    [Fact]
    public async Task Get_ReferencesModeStatusOnly_KeepsTheStockTemplate()
    {
        await using var app = await StartAsync(gateway =>
        {
            gateway.ConfigureRejection(RejectionReason.ApiKeyInvalid, response => response.Status = 401);
            gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway);
        });

        var answer = await app.AskAsync("/orders");

        Assert.Equal((401, """{"message":"Forbidden"}""", "ForbiddenException"), (answer.Status, answer.Body, answer["x-amzn-ErrorType"]));
        Assert.Null(answer["WWW-Authenticate"]);
    }

    [Theory]
    [InlineData("Status", "399", "ApiGateway:Rejections:rate_exceeded:Status must be between 400 and 599.")]
    [InlineData("Headers:a b", "'x'", "ApiGateway:Rejections:rate_exceeded:Headers:a b: is not the name of a header.")]
    [InlineData("Headers:content-length", "'5'", "ApiGateway:Rejections:rate_exceeded:Headers:content-length: is written by the server and cannot be set.")]
    [InlineData("Templates:json", "{}", "ApiGateway:Rejections:rate_exceeded:Templates:json: must be a media type such as application/json.")]
    [InlineData("Templates:text/*", "{}", "ApiGateway:Rejections:rate_exceeded:Templates:text/*: must be a media type such as application/json.")]
    public async Task Validate_WrongReplacement_StopsTheStart(string option, string value, string error)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(
            gateway => gateway.Services.AddApiGateway(Configure(("Rejections:rate_exceeded:" + option, value)))));

        Assert.Equal([error], exception.Errors);
    }

    private static IConfigurationSection Configure(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.ToDictionary(pair => "ApiGateway:" + pair.Key, pair => (string?)pair.Value))
        .Build()
        .GetSection("ApiGateway");

    private static Task<GatewayApp> StartAsync(Action<IApiGatewayBuilder> configure) => GatewayApp.StartAsync(
        gateway =>
        {
            ThreeFeatures.Add(gateway);
            configure(gateway);
        },
        app =>
        {
            app.MapGet("/orders", ThreeFeatures.Describe).WithThreeFeatures();
            app.MapGet("/busy", (HttpContext context) => context.GetGateway().RejectAsync(Busy)).WithStage("prod");
        });
}
