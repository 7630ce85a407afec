using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Gateway.Core.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

public class RequestParametersTests
{
    [Fact]
    public async Task Get_ParametersMissingOrBlank_Is400AndAllAreListed()
    {
        await using var app = await StartAsync();

        var answer = await app.SendAsync("GET", "/items/7?page=", ("x-tenant", " "));

        Assert.Equal(
            "400 parameters_invalid\nheader:X-Tenant  required: a value that is not blank\nquery:page  required: a value that is not blank",
            answer.Summarize());
    }

    [Theory]
    [InlineData("/items/7?page=1", "200 ok")]
    [InlineData("/items/7?PAGE=1&sort=name&sort=qty", "200 ok")]
    [InlineData("/items/7?page=zero", "400 parameters_invalid\nquery:page  type: integer")]
    [InlineData("/items/7?page=0", "400 parameters_invalid\nquery:page  minimum: at least 1")]
    [InlineData("/items/7?page=1&page=2", "400 parameters_invalid\nquery:page  maxItems: one value")]
    [InlineData("/items/7?page=1&page=", "400 parameters_invalid\nquery:page  maxItems: one value")]
    [InlineData("/items/7?page=%20-5", "400 parameters_invalid\nquery:page  type: a number as JSON writes it")]
    [InlineData("/items/7?page=1&price=-5", "400 parameters_invalid\nquery:price  minimum: at least 1")]
    [InlineData("/items/7?page=1&price=%20-5", "400 parameters_invalid\nquery:price  type: a number as JSON writes it")]
    [InlineData("/items/7?page=1&price=5-", "400 parameters_invalid\nquery:price  type: a number as JSON writes it")]
    [InlineData("/items/7?page=1&price=-infinity", "400 parameters_invalid\nquery:price  type: a number as JSON writes it")]
    [InlineData("/items/7?page=1&price=%2B5.5", "200 ok")]
    [InlineData("/items/7?page=1&price=", "200 ok")]
    [InlineData("/items/7?page=1&all=", "400 parameters_invalid\nquery:all  type: boolean")]
    [InlineData("/items/7?page=1&all=%20", "400 parameters_invalid\nquery:all  type: boolean")]
    [InlineData("/items/7?page=1&ids=4&ids=0", "400 parameters_invalid\nquery:ids /1 minimum: at least 1")]
    [InlineData("/items/7?page=1&any=a&any=b", "400 parameters_invalid\nquery:any  maxItems: one value")]
    [InlineData("/items/7?page=1&deep=maybe", "400 parameters_invalid\nquery:deep  type: boolean")]
    [InlineData("/items/7?page=1&deep=true", "200 ok")]
    [InlineData("/items/7?page=1&all=maybe", "400 parameters_invalid\nquery:all  type: boolean")]
    [InlineData("/items/7?page=1&all=true", "200 ok")]
    [InlineData("/items/7?page=1&sort=name&sort=size", "400 parameters_invalid\nquery:sort /1 enum: one of [\"name\",\"qty\"]")]
    [InlineData("/items/abc?page=1", "400 parameters_invalid\npath:id  pattern: text that matches ^[0-9]{1,4}$")]
    public async Task Get_TypedParameters_ArePassedOrExplained(string path, string expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await app.SendAsync("GET", path, ("x-tenant", "acme"))).Summarize());
    }

    [Fact]
    public async Task Post_ParametersAndBodyWrong_AreAnsweredTogether()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync("/items", """{"qty":0}""");

        Assert.Equal(
            "400 parameters_invalid\nheader:X-Tenant  required: a value that is not blank\nbody /qty minimum: at least 1",
            answer.Summarize());
    }

    [Theory]
    [InlineData(RequestValidationMode.Parameters, "400 parameters_invalid\nheader:X-Tenant  required: a value that is not blank")]
    [InlineData(RequestValidationMode.Body, "400 body_invalid\nbody /qty minimum: at least 1")]
    public async Task Post_Mode_SaysWhichPartIsValidated(RequestValidationMode mode, string expected)
    {
        await using var app = await StartAsync(group => group.WithRequestValidation(mode));

        Assert.Equal(expected, (await app.PostAsync("/items", """{"qty":0}""")).Summarize());
    }

    [Fact]
    public async Task Post_DisabledWithinAGroupThatHasAMode_IsValidatedWholeAgain()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app => app.MapGroup("/g").WithRequestValidation(RequestValidationMode.Parameters)
            .MapPost("/", () => "ok").DisableRequestValidation().WithRequestSchema("""{"type":"object"}"""));

        Assert.Equal("400 body_invalid\nbody  type: object", (await app.PostAsync("/g", "7")).Summarize());
    }

    [Fact]
    public async Task Post_ReferenceMode_ParametersComeFirstInItsWords()
    {
        await using var app = await StartAsync(mode: GatewayMode.AmazonApiGateway);

        var answer = await app.SendAsync("GET", "/items/7");

        Assert.Equal((400, """{"message":"Missing required request parameters: [X-Tenant, page]"}"""), (answer.Status, answer.Body));
        Assert.Equal("BadRequestException", answer["x-amzn-ErrorType"]);
        Assert.Equal("""{"message":"Missing required request parameters: [X-Tenant]"}""", (await app.PostAsync("/items", """{"qty":0}""")).Body);
    }

    [Fact]
    public async Task Start_WrongParameters_AreAllReported()
    {
        var errors = await StartAttempt.GetErrorsAsync(_ => { }, app => app.MapGet("/items/{id}", () => "ok")
            .RequireParameters(parameters => parameters.Route("key").Query("page", """{"type":"whole"}""")));

        Assert.Equal(
            [
                "Endpoint 'GET /items/{id}': RequireParameters names the route value 'key', which its pattern '/items/{id}' does not have.",
                "Endpoint 'GET /items/{id}': the schema of its parameter 'page' cannot be used: its schema at '/type': expected is one of"
                    + " [\"array\",\"boolean\",\"integer\",\"null\",\"number\",\"object\",\"string\"] (enum).",
            ],
            errors.Take(2));
    }

    private static Task<GatewayApp> StartAsync(Action<RouteGroupBuilder>? configure = null, GatewayMode mode = GatewayMode.Standard) =>
        GatewayApp.StartAsync(
            gateway => gateway.Services.AddApiGateway(options => options.Mode = mode),
            app =>
            {
                var group = app.MapGroup("/items").RequireParameters(parameters => parameters.Header("X-Tenant"));
                configure?.Invoke(group);
                group.MapGet("/{id}", () => "ok").RequireParameters(parameters => parameters
                    .Route("id", """{"pattern":"^[0-9]{1,4}$"}""")
                    .Query("page", """{"type":"integer","minimum":1}""")
                    .Query("all", """{"type":"boolean"}""", isRequired: false)
                    .Query("price", """{"minimum":1}""", isRequired: false)
                    .Query("any", """{"type":["array","string"]}""", isRequired: false)
                    .Query("deep", """{"$ref":"#/$defs/flag","$defs":{"flag":{"type":"boolean"}}}""", isRequired: false)
                    .Query("ids", """{"$ref":"#/$defs/ids","$defs":{"ids":{"type":"array","items":{"type":"integer","minimum":1}}}}""", isRequired: false)
                    .Query("sort", """{"type":"array","items":{"enum":["name","qty"]}}""", isRequired: false));
                group.MapPost("/", () => "ok").WithRequestSchema("""{"properties":{"qty":{"minimum":1}}}""");
            });
}
