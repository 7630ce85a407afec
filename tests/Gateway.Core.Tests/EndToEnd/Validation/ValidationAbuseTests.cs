using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Bodies made to cost more than they should; each gets a clear answer, and the app goes on.</summary>
public class ValidationAbuseTests
{
    [Theory]
    [InlineData("deep", "400 body_too_complex\nbody  json: at most 64 levels of objects and arrays")]
    [InlineData("wide", "400 body_too_complex\nbody  json: at most 250000 values and names")]
    [InlineData("members", "400 body_too_complex\nbody  json: at most 10000 members in an object")]
    [InlineData("number", "400 body_too_complex\nbody  json: numbers of at most 100 characters")]
    [InlineData("exponent", "400 body_invalid\nbody /n maximum: at most 100")]
    [InlineData("large", "413 body_too_large")]
    public async Task Post_HostileBody_IsRefused(string kind, string expected)
    {
        await using var app = await StartAsync();

        Assert.Equal(expected, (await app.PostAsync("/", Create(kind))).Summarize());
        Assert.Equal("200 ok", (await app.PostAsync("/", """{"n":1}""")).Summarize());
    }

    [Fact]
    public async Task Post_StringBeyondItsBound_IsRefused()
    {
        await using var app = await StartAsync(options => options.Validation.MaxStringLength = 10);

        Assert.Equal(
            "400 body_too_complex\nbody  json: strings and names of at most 10 bytes",
            (await app.PostAsync("/", """{"s":"01234567890"}""")).Summarize());
    }

    [Fact]
    public async Task Post_AlternativesWithoutEnd_RunOutOfSteps()
    {
        var schema = """
            {"$ref":"#/$defs/t","$defs":{"t":{"type":"array","items":{"anyOf":[{"$ref":"#/$defs/t"},{"$ref":"#/$defs/t"},{"const":"x"}]}}}}
            """;
        await using var app = await GatewayApp.StartAsync(_ => { }, app => app.MapPost("/", () => "ok").WithRequestSchema(schema));

        var answer = await app.PostAsync("/", new string('[', 40) + new string(']', 40));
        var worst = await app.PostAsync("/", new string('[', 40) + "7" + new string(']', 40));

        Assert.Equal("200 ok", answer.Summarize());
        Assert.Equal("400 body_too_complex\nbody  json: a body that takes less work to validate", worst.Summarize());
    }

    private static string Create(string kind) => kind switch
    {
        "deep" => new string('[', 100_000),
        "wide" => $"[{string.Join(',', Enumerable.Repeat('1', 250_001))}]",
        "members" => $"{{{string.Join(',', Enumerable.Range(0, 10_001).Select(i => $"\"m{i}\":1"))}}}",
        "number" => $$"""{"n":{{new string('1', 101)}}}""",
        "exponent" => """{"n":1e999999}""",
        _ => $"\"{new string('x', 1024 * 1024)}\"",
    };

    private static Task<GatewayApp> StartAsync(Action<Gateway.Core.Hosting.ApiGatewayOptions>? configure = null) => GatewayApp.StartAsync(
        gateway => gateway.Services.AddApiGateway(configure ?? (_ => { })),
        app => app.MapPost("/", () => "ok").WithRequestSchema("""{"properties":{"n":{"maximum":100}}}"""));
}
