using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using static Gateway.Core.Tests.Support.ResponseSchemaApp;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Which responses are compared, and with which of the schemas.</summary>
public class ResponseSchemaScopeTests
{
    [Fact]
    public async Task Get_SchemasByStatus_TheMostExactThenTheNearerCounts()
    {
        await using var app = await StartAsync(Environments.Production, app =>
        {
            var group = app.MapGroup("").EnforceResponseSchema()
                .WithResponseSchema("""{"required":["of-group"]}""")
                .WithResponseSchema("""{"required":["of-group-4xx"]}""", @"4\d{2}")
                .WithResponseSchema("""{"required":["of-group-404"]}""", "404");
            Answer(group, "/inherits/{status}");
            Answer(group, "/own/{status}").WithResponseSchema("""{"required":["own"]}""").WithResponseSchema("""{"required":["own-40x"]}""", @"40\d");
            Answer(group, "/free/{status}").DisableResponseValidation();
            Answer(group, "/again/{status}").DisableResponseValidation().WithResponseSchema("""{"required":["again"]}""").EnforceResponseSchema();
            Answer(group, "/unenforced/{status}").DisableResponseValidation().WithResponseSchema("""{"required":["again"]}""");
        });

        Assert.Equal("of-group", await AskAsync(app, "/inherits/200"));
        Assert.Equal("of-group-4xx", await AskAsync(app, "/inherits/400"));
        Assert.Equal("of-group-404", await AskAsync(app, "/inherits/404"));
        Assert.Null(await AskAsync(app, "/inherits/302"));
        Assert.Equal("own", await AskAsync(app, "/own/206"));
        Assert.Equal("own-40x", await AskAsync(app, "/own/400"));
        Assert.Equal("of-group-404", await AskAsync(app, "/own/404"));
        Assert.Equal("of-group-4xx", await AskAsync(app, "/own/410"));
        Assert.Null(await AskAsync(app, "/free/200"));
        Assert.Equal("again", await AskAsync(app, "/again/200"));
        Assert.Null(await AskAsync(app, "/again/404"));
        Assert.Null(await AskAsync(app, "/unenforced/200"));
    }

    [Fact]
    public async Task Get_LargerThanTheBound_PassesWithALineInTheLogOrIsRefused()
    {
        await using var app = await StartAsync(
            Environments.Development,
            app =>
            {
                Map(app, "/told", Large(20_000)).WithResponseSchema("""{"type":"object"}""");
                Map(app, "/fits", Large(10_000)).WithResponseSchema("""{"type":"array"}""").EnforceResponseSchema();
                Map(app, "/enforced", Large(10_001)).WithResponseSchema("""{"type":"array"}""").EnforceResponseSchema();
                Map(app, "/other", Large(20_000), status: 206).WithResponseSchema("""{"type":"array"}""", "200").EnforceResponseSchema();
            },
            gateway: gateway => gateway.Services.AddApiGateway(options => options.Validation.MaxResponseBytes = 10_000));

        Assert.Equal(Large(20_000), (await app.AskAsync("/told")).Body);
        await app.Logs.WaitAsync(NotValidated, 1);
        var told = Assert.Single(Entries(app));
        Assert.Equal((LogLevel.Information, NotValidated), (told.Level, told.Id.Id));
        Assert.Equal("Endpoint 'GET /told' has answered 200 with more than 10000 bytes, so its response schema has not looked at it.", told.Message);
        Assert.Equal((200, Large(10_000)), ((await app.AskAsync("/fits")).Status, (await app.AskAsync("/fits")).Body));
        Assert.Equal((206, Large(20_000)), ((await app.AskAsync("/other")).Status, (await app.AskAsync("/other")).Body));
        Assert.Single(Entries(app));
        Assert.Equal(500, (await app.AskAsync("/enforced")).Status);
        Assert.EndsWith(": '' json: at most 10000 bytes.", Entries(app).Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhatIsReadWhileItIsWritten_IsNotLookedAt()
    {
        await using var app = await StartAsync(Environments.Production, app =>
        {
            Map(app, "/events", "data: 1\n\n", contentType: "text/event-stream").WithResponseSchema(Schema).EnforceResponseSchema();
            app.MapGet("/unbuffered", (HttpContext context) =>
            {
                context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
                return context.Response.WriteAsync("lines");
            }).WithResponseSchema(Schema).EnforceResponseSchema();
        });

        Assert.Equal("data: 1\n\n", (await app.AskAsync("/events")).Body);
        Assert.Equal("lines", (await app.AskAsync("/unbuffered")).Body);
        Assert.Empty(Entries(app));
    }

    [Fact]
    public async Task Send_WhatHasNoBodyOrIsNotTheHandlers_IsNotLookedAt()
    {
        await using var app = await StartAsync(
            Environments.Production,
            app =>
            {
                app.MapMethods("/head", ["HEAD"], () => Results.Json(1)).WithResponseSchema(Schema).EnforceResponseSchema();
                app.MapGet("/nothing", () => Results.NoContent()).WithResponseSchema(Schema, @"\d+").EnforceResponseSchema();
                app.MapGet("/not-modified", () => Results.StatusCode(304)).WithResponseSchema(Schema, @"\d+").EnforceResponseSchema();
                Map(app, "/refused", Valid).WithGatewayMetadata(new OwnMetadata()).WithResponseSchema(Schema, @"\d+").EnforceResponseSchema();
                app.MapGet("/fails", string () => throw new InvalidDataException("The handler fails.")).WithResponseSchema(Schema, @"\d+").EnforceResponseSchema();
            },
            gateway: gateway => gateway.AddStep<OwnStepFactory>().Services.AddSingleton<OwnStepRuns>());

        Assert.Equal(200, (await app.SendAsync("HEAD", "/head")).Status);
        Assert.Equal(204, (await app.AskAsync("/nothing")).Status);
        Assert.Equal(304, (await app.AskAsync("/not-modified")).Status);
        Assert.Equal(409, (await app.SendAsync("GET", "/refused", ("x-refuse", "1"))).Status);
        Assert.Equal((500, ""), ((await app.AskAsync("/fails")).Status, (await app.AskAsync("/fails")).Body));
        Assert.Empty(Entries(app));
    }

    [Fact]
    public async Task Get_ManyAtOnce_EachIsComparedForItself()
    {
        await using var app = await StartAsync(Environments.Production, app => app.MapGet("/{length}", (int length) =>
                Results.Text(length % 2 == 0 ? Large(length) : "{}", "application/json"))
            .WithResponseSchema("""{"type":"array"}""").EnforceResponseSchema());

        var answers = await Task.WhenAll(Enumerable.Range(100, 200).Select(async length => (length, Answer: await app.AskAsync($"/{length * 100 + length % 2}")))).InTime();

        Assert.All(answers, answer => Assert.Equal(
            answer.length % 2 == 0 ? (200, Large(answer.length * 100)) : (500, answers.First(other => other.length % 2 == 1).Answer.Body),
            (answer.Answer.Status, answer.Answer.Body)));
    }

    private static string Large(int length) => $"[\"{new string('x', length - 4)}\"]";

    private static RouteHandlerBuilder Answer(IEndpointRouteBuilder group, string path) =>
        group.MapGet(path, (int status) => Results.Json(new { status }, statusCode: status));

    /// <summary>The member that the schema misses which was applied; null where none was.</summary>
    private static async Task<string?> AskAsync(GatewayApp app, string path)
    {
        var before = Entries(app).Length;
        await app.AskAsync(path);
        var message = Entries(app).Skip(before).SingleOrDefault()?.Message;
        return message?.Split("the member ")[1].TrimEnd('.');
    }
}
