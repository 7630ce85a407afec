using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Amazon API Gateway's own rules of request validation.</summary>
public class ReferenceModeValidationTests
{
    private const string Pet = """
        {"$schema":"http://json-schema.org/draft-04/schema#","title":"Pet","type":"object","properties":{"name":{"type":"string"}},"required":["name"]}
        """;

    [Theory]
    [InlineData("""{"name":"Rex"}""", "application/json", 200)]
    [InlineData("""{"name":"Rex"}""", null, 200)]
    [InlineData("""{"name":7}""", "application/json", 400)]
    [InlineData("""{"name":7}""", null, 400)]
    [InlineData("no JSON", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("no JSON", "text/plain", 200)]
    [InlineData("""{"name":7}""", "application/vnd.pet+json", 200)]
    [InlineData("""{"name":7}""", "application / json", 400)]
    [InlineData("""{"name":"Rex"}""", "application / json", 200)]
    public async Task Post_ByContentType_IsValidatedOrPassed(string body, string? contentType, int status)
    {
        await using var app = await StartAsync(Pet);

        var answer = await app.PostAsync("/pets", body, contentType);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 200 ? "ok" : """{"message":"Invalid request body"}""", answer.Body);
    }

    [Fact]
    public async Task Post_ContentTypeThatIsNone_Is415()
    {
        await using var app = await StartAsync(Pet);

        Assert.Equal(415, (await app.PostAsync("/pets", """{"name":7}""", "json")).Status);
    }

    [Fact]
    public async Task Post_NoContentTypeAndNoSchemaForJson_IsNotRead()
    {
        await using var app = await StartAsync(Pet, "text/json");

        Assert.Equal(200, (await app.PostAsync("/pets", new string(' ', 1024 * 1024 + 1), contentType: null)).Status);
    }

    [Fact]
    public async Task Get_WithoutABody_CountsAsAnEmptyObject()
    {
        await using var app = await StartAsync(Pet);

        Assert.Equal((400, "BadRequestException"), await AskAsync("/pets"));
        Assert.Equal((200, null), await AskAsync("/anything"));
        Assert.Equal((400, "BadRequestException"), await AskAsync("/list"));

        async Task<(int, string?)> AskAsync(string path)
        {
            var answer = await app.AskAsync(path);
            return (answer.Status, answer["x-amzn-ErrorType"]);
        }
    }

    [Fact]
    public async Task Post_DefaultModel_IsForEveryOtherContentType()
    {
        await using var app = await StartAsync(Pet, "$default");

        Assert.Equal(400, (await app.PostAsync("/pets", """{"name":7}""", "text/plain")).Status);
        Assert.Equal(200, (await app.PostAsync("/pets", """{"name":"Rex"}""", "text/plain")).Status);
    }

    [Theory]
    [InlineData("""{"$ref":"Pet"}""")]
    [InlineData("""{"$ref":"https://apigateway.amazonaws.com/restapis/a1b2c3/models/Pet"}""")]
    [InlineData("""{"type":"object","allOf":[{"$ref":"https://apigateway.amazonaws.com/restapis/other/models/Pet#"}]}""")]
    public async Task Post_ModelByNameOrUrl_IsTheModel(string schema)
    {
        await using var app = await StartAsync(schema);

        Assert.Equal(200, (await app.PostAsync("/pets", """{"name":"Rex"}""")).Status);
        Assert.Equal(400, (await app.PostAsync("/pets", """{"name":7}""")).Status);
    }

    [Fact]
    public async Task Post_SchemaWithoutADraft_IsDraft4()
    {
        await using var app = await StartAsync("""{"properties":{"n":{"minimum":1,"exclusiveMinimum":true}}}""");

        Assert.Equal(400, (await app.PostAsync("/pets", """{"n":1}""")).Status);
    }

    [Fact]
    public async Task Post_ReplacedResponse_HasTheValidationError()
    {
        await using var app = await GatewayApp.StartAsync(
            gateway => gateway.ConfigureRejection(Gateway.Core.Pipeline.Rejections.RejectionReason.BodyInvalid, response =>
                response.Templates["application/json"] = """{"why":"$context.error.validationErrorString"}"""),
            app => app.MapPost("/pets", () => "ok").WithRequestSchema(Pet));

        Assert.Equal("""{"why":"[object has missing required properties ([\u0022name\u0022])]"}""", (await app.PostAsync("/pets", "{}")).Body);
    }

    private static Task<GatewayApp> StartAsync(string schema, string contentType = "application/json") => GatewayApp.StartAsync(
        gateway =>
        {
            gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway);
            gateway.AddModel("Pet", Pet);
        },
        app =>
        {
            app.MapPost("/pets", () => "ok").WithRequestSchema(schema, contentType);
            app.MapGet("/pets", () => "ok").WithRequestSchema(schema, contentType);
            app.MapGet("/anything", () => "ok").WithRequestSchema("""{"type":"object"}""");
            app.MapGet("/list", () => "ok").WithRequestSchema("""{"type":"array"}""");
        });
}
