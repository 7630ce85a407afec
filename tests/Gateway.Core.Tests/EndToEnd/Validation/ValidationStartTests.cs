using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>What is wrong with a schema stops the start, and the message says where and what would be right.</summary>
public class ValidationStartTests
{
    [Theory]
    [InlineData("{", "its schema at '': it is not JSON (line 1, column 2): ")]
    [InlineData("7", "its schema at '': expected is ")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-03/schema#"}""", "its schema at '/$schema': 'http://json-schema.org/draft-03/schema#' is not known. Known are drafts 4, 6, 7 and 2020-12")]
    [InlineData("""{"properties":{"a":{"minimum":"1"}}}""", "its schema at '/properties/a/minimum': expected is number (type).")]
    [InlineData("""{"properties":{"a":{"$ref":"Missing"}}}""", "its schema at '/properties/a/$ref': 'Missing' is not known. Nothing is fetched: add the schema with AddModel")]
    [InlineData("""{"$ref":"https://example.com/order.json"}""", "its schema at '/$ref': 'https://example.com/order.json' is not known. Nothing is fetched")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "its schema at '/$ref': '#/$defs/none' leads nowhere")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"$ref":"#/$defs/b"},"b":{"allOf":[{"$ref":"#/$defs/a"}]}}}""", "the schema comes back to itself without a step into the value")]
    [InlineData("""{"properties":{"a":{"pattern":"(?=x)y"}}}""", "its schema at '/properties/a/pattern': '(?=x)y' cannot be used: ")]
    [InlineData("""{"properties":{"a":1,"a":2}}""", "its schema at '': an object has a member twice")]
    [InlineData("""{"properties":{"a":{},"A":{}}}""", "its schema at '/properties': 'A' and a name before it count as one")]
    public async Task Start_BrokenSchema_IsRefusedWithThePlace(string schema, string message)
    {
        var error = (await GetErrorsAsync(app => app.MapPost("/orders", () => "ok").WithRequestSchema(schema)))[0];

        Assert.StartsWith("Endpoint 'POST /orders': its request schema cannot be used: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralFaults_AreAllReported()
    {
        var errors = await GetErrorsAsync(app =>
        {
            app.MapPost("/a", () => "ok").WithRequestSchema("""{"$ref":"X","properties":{"a":{"type":7}}}""");
            app.MapPost("/b", () => "ok").WithRequestSchemaFile("none/such.json");
        });

        Assert.Contains(errors, error => error.Contains("'/$ref'", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("'/properties/a/type'", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("file 'none/such.json' at '': it is not there; looked for at '", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OneHandlerWithoutAJsonBody_IsRefused()
    {
        var errors = await GetErrorsAsync(app => app.MapPost("/a", () => "ok").WithRequestSchema());

        Assert.Equal("Endpoint 'POST /a': WithRequestSchema(): the handler accepts no JSON body; use WithRequestSchema<T>() or a schema.", errors[0]);
        Assert.Empty(await GetErrorsAsync(app => app.MapGroup("/g").WithRequestSchema().MapPost("/a", () => "ok")));
    }

    [Fact]
    public async Task Start_BrokenModelThatNothingUses_IsRefused()
    {
        var errors = await GetErrorsAsync(
            app => app.MapGet("/", () => "ok").WithStage("$default"),
            gateway => gateway.AddModel("Broken", """{"type":"strnig"}""").AddModel("Twice", "{}").AddModel("Twice", "{}"));

        Assert.Contains(errors, error => error.StartsWith("Model 'Broken' cannot be used: model 'Broken' at '/type': ", StringComparison.Ordinal));
        Assert.Contains("Model 'Twice' is added 2 times; every name may be added once.", errors);
    }

    [Fact]
    public async Task Start_FileWithABrokenSchema_NamesFilePointerAndKeyword()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, """{"items":{"maxLength":-1}}""", TestContext.Current.CancellationToken);
        try
        {
            var errors = await GetErrorsAsync(app => app.MapPost("/a", () => "ok").WithRequestSchemaFile(path));

            Assert.Contains($"file '{path}' at '/items/maxLength': expected is at least 0 (minimum).", errors[0], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("Validation:MaxDepth = 0", "ApiGateway:Validation:MaxDepth must be between 1 and 200.")]
    [InlineData("Validation:MaxSteps = 1", "ApiGateway:Validation:MaxSteps must be between 1000 and 1000000000.")]
    [InlineData("Validation:DefaultDraft = Draft5", "ApiGateway:Validation:DefaultDraft: 'Draft5' is not one of Draft4, Draft6, Draft7, Draft202012.")]
    [InlineData("Validation:PatternTimeout = 00:01:00", "ApiGateway:Validation:PatternTimeout must be between 00:00:00.0010000 and 00:00:10.")]
    [InlineData("Validation:MaxDeep = 1", "ApiGateway:Validation:MaxDeep: is not an option.")]
    public async Task Start_OptionOutOfRange_IsRefused(string entry, string message) =>
        Assert.Contains(await StartAttempt.GetErrorsAsync(entry), error => error.StartsWith(message, StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData("json")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("application/*+json")]
    public void WithRequestSchema_NoMediaType_Throws(string contentType) =>
        Assert.ThrowsAny<ArgumentException>(() => new RecordedConventions().WithRequestSchema("{}", contentType));

    private static Task<IReadOnlyList<string>> GetErrorsAsync(Action<WebApplication> map, Action<IApiGatewayBuilder>? gateway = null) =>
        StartAttempt.GetErrorsAsync(gateway ?? (_ => { }), map);

    private sealed class RecordedConventions : IEndpointConventionBuilder
    {
        public void Add(Action<EndpointBuilder> convention)
        {
        }
    }
}
