using Gateway.Core.Mapping;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

/// <summary>What stops the start, and what stops it even earlier.</summary>
public class MappingStartTests
{
    [Theory]
    [InlineData("method.request.heder.x", "its request mapping onto the header 'X-To' cannot be used: method.request.heder.x must be method.request.path.NAME, ")]
    [InlineData("integration.response.header.x", "its request mapping onto the header 'X-To' cannot be used: integration.response.header.x must be method.request.path.NAME, ")]
    [InlineData("'open", "its request mapping onto the header 'X-To' cannot be used: 'open: a constant stands between single quotes.")]
    [InlineData("'a\r\nb'", "its request mapping onto the header 'X-To' cannot be used: a constant must not have control characters.")]
    [InlineData("context.nothing", "its request mapping onto the header 'X-To' cannot be used: context.nothing is not a context variable. Known: ")]
    [InlineData("stageVariables.", "its request mapping onto the header 'X-To' cannot be used: stageVariables.: a name has letters, digits and . _ $ -. ")]
    [InlineData("method.request.header.a b", "its request mapping onto the header 'X-To' cannot be used: method.request.header.a b: a name has letters, ")]
    [InlineData("method.request.body.a[", "its request mapping onto the header 'X-To' cannot be used: method.request.body.a[: ")]
    [InlineData("method.request.path.id", "method.request.path.id: its pattern '/{other}' has no 'id'.")]
    public async Task Start_WrongExpression_SaysWhatWouldBeRight(string expression, string expected)
    {
        var errors = await StartAttempt.GetErrorsAsync(
            _ => { }, app => app.MapGet("/{other}", () => "ok").WithRequestParameters(map => map.Header("X-To", expression)));

        Assert.StartsWith($"Endpoint 'GET /{{other}}': {expected}", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongTargets_AreAllSaid()
    {
        var errors = await StartAttempt.GetErrorsAsync(
            _ => { },
            app => app.MapGet("/{id}", () => "ok")
                .WithRequestParameters(map => map.Header("content-length", "'1'").Route("other", "'1'"))
                .WithResponseParameters(map => map.Header("Transfer-Encoding", "'x'").Header("X-To", "method.request.header.x"))
                .WithContentHandling());

        Assert.Equal(
        [
            "Endpoint 'GET /{id}': WithContentHandling: bodies are converted in Amazon API Gateway's mode only (Mode = AmazonApiGateway); elsewhere they pass unchanged. Remove it.",
            "Endpoint 'GET /{id}': its request mapping onto the header 'content-length' would break what the server reads the request by; remove it.",
            "Endpoint 'GET /{id}': its request mapping onto the route value 'other': its pattern '/{id}' does not have it.",
            "Endpoint 'GET /{id}': its response mapping onto the header 'Transfer-Encoding': the server writes it by itself; remove it.",
            "Endpoint 'GET /{id}': its response mapping onto the header 'X-To' cannot be used: method.request.header.x must be integration.response.header.NAME, "
                + "integration.response.multivalueheader.NAME, integration.response.body, integration.response.body.PATH, stageVariables.NAME, context.NAME or 'constant'.",
        ],
        errors.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("X-Amzn-Trace-Id")]
    [InlineData("x-amzn-apigateway-api-id")]
    public async Task Start_HeaderThatBreaksEveryCallInTheReference_IsAnError(string header)
    {
        var errors = await StartAttempt.GetErrorsAsync(
            gateway => gateway.Services.AddApiGateway(options => options.Mode = GatewayMode.AmazonApiGateway),
            app => app.MapGet("/", () => "ok").WithRequestParameters(map => map.Header(header, "'1'")));

        Assert.Single(errors);
    }

    [Fact]
    public void Maps_WrongArguments_AreRefusedWhereTheyStand()
    {
        var request = new RequestParameterMapBuilder();
        var response = new ResponseParameterMapBuilder();

        Assert.Throws<ArgumentException>(() => request.Header("a b", "'x'"));
        Assert.Throws<ArgumentException>(() => request.Header("a:", "'x'"));
        Assert.Throws<ArgumentException>(() => request.Header("X", ""));
        Assert.Throws<ArgumentException>(() => request.Query("", "'x'"));
        Assert.Throws<ArgumentException>(() => request.Route("", "'x'"));
        Assert.Throws<ArgumentException>(() => response.RemoveHeader("é"));
        Assert.Throws<ArgumentOutOfRangeException>(() => response.Status(199));
        Assert.Throws<ArgumentOutOfRangeException>(() => response.Status(600));
        Assert.Throws<ArgumentException>(() => response.AllowLocationHosts("https://a.example"));
        Assert.Throws<ArgumentException>(() => response.AllowLocationHosts("a.example/path"));
        Assert.Throws<ArgumentException>(() => response.AllowLocationHosts("user@a.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("(")]
    [InlineData("04")]
    [InlineData("success")]
    public async Task With_WrongStatusPattern_IsRefusedWhereItStands(string statuses)
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => MappedApp.StartAsync(app => app.MapGet("/", () => "ok").WithResponseParameters(statuses, map => map.Status(200))));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => MappedApp.StartAsync(app => app.MapGet("/", () => "ok").WithResponseMapping<string, string>((text, _) => text, statuses)));
    }

    [Theory]
    [InlineData("Mapping:MaxBodyBytes = -1", "ApiGateway:Mapping:MaxBodyBytes")]
    [InlineData("Mapping:MaxDecodedBodyBytes = -1", "ApiGateway:Mapping:MaxDecodedBodyBytes")]
    [InlineData("Mapping:MaxResponseBytes = -1", "ApiGateway:Mapping:MaxResponseBytes")]
    [InlineData("Mapping:MaxValueLength = 0", "ApiGateway:Mapping:MaxValueLength")]
    [InlineData("Mapping:MaxDepth = 201", "ApiGateway:Mapping:MaxDepth")]
    [InlineData("Mapping:MaxTemplateBytes = 0", "ApiGateway:Mapping:MaxTemplateBytes")]
    [InlineData("Mapping:MaxSteps = 999", "ApiGateway:Mapping:MaxSteps")]
    [InlineData("Mapping:BinaryMediaTypes:image = true", "ApiGateway:Mapping:BinaryMediaTypes:image: must be a media type such as image/png, image/* or */*.")]
    public async Task Start_OptionOutOfItsRange_IsNamed(string entry, string expected) =>
        Assert.StartsWith(expected, Assert.Single(await StartAttempt.GetErrorsAsync(entry)), StringComparison.Ordinal);

    [Fact]
    public void Options_Defaults_AreThose()
    {
        var options = new MappingOptions();

        Assert.Equal(
            (1024 * 1024, 1024 * 1024, 1024 * 1024, 1024 * 1024, 8_192, 64, 1_000_000, 0),
            (options.MaxBodyBytes, options.MaxDecodedBodyBytes, options.MaxResponseBytes, options.MaxTemplateBytes, options.MaxValueLength, options.MaxDepth, options.MaxSteps, options.BinaryMediaTypes.Count));
    }
}
