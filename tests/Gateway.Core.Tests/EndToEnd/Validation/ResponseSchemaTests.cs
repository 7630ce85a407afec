using System.Net.Mime;
using System.Text;
using System.Text.Json.Serialization;
using Gateway.Core.Hosting;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Responses beside the schemas that are declared for them.</summary>
public class ResponseSchemaTests
{
    private const int Mismatch = 1500;
    private const int Refused = 1501;
    private const int NotValidated = 1502;
    private const string Secret = "s3cret";
    private const string Valid = """{"item":"Cups","qty":6}""";
    private const string Invalid = $$"""{"item":7,"qty":0,"note":"{{Secret}}"}""";

    private const string Schema = """
        {
          "type": "object",
          "properties": { "item": { "type": "string" }, "qty": { "type": "integer", "minimum": 1 } },
          "required": [ "item", "qty" ]
        }
        """;

    private const string Differs = "'/item' type: string; '/qty' minimum: at least 1";

    [Fact]
    public async Task Get_InDevelopment_SendsWhatDiffersAndWarns()
    {
        await using var app = await StartAsync(Environments.Development, app => Map(app, "/order", Invalid).WithResponseSchema(Schema));

        var answer = await app.AskAsync("/order");

        Assert.Equal((200, Invalid, "\"tag\""), (answer.Status, answer.Body, answer["ETag"]));
        var warning = Assert.Single(Entries(app));
        Assert.Equal((LogLevel.Warning, Mismatch), (warning.Level, warning.Id.Id));
        Assert.Equal(
            $"Endpoint 'GET /order' has answered 200 with a body that is not as its response schema wants it: {Differs}.",
            warning.Message);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Message.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_AsDeclared_IsSentAsItIs(bool isEnforced)
    {
        await using var app = await StartAsync(Environments.Development, app =>
        {
            var endpoint = Map(app, "/order", Valid).WithResponseSchema(Schema);
            _ = isEnforced ? endpoint.EnforceResponseSchema() : endpoint;
        });

        var answer = await app.AskAsync("/order");

        Assert.Equal((200, Valid, "\"tag\"", "23"), (answer.Status, answer.Body, answer["ETag"], answer["Content-Length"]));
        Assert.Empty(Entries(app));
    }

    [Fact]
    public async Task Get_InProductionWithoutEnforcement_IsNeitherReadNorHeldBack()
    {
        await using var app = await StartAsync(Environments.Production, app =>
        {
            Map(app, "/order", Invalid).WithResponseSchema(Schema);
            app.MapGet("/feature", (HttpContext context) => $"{context.Features.Get<IHttpResponseBodyFeature>()!.GetType().Name}")
                .WithResponseSchemaFile("none/such.json");
        });

        Assert.Equal(Invalid, (await app.AskAsync("/order")).Body);
        Assert.DoesNotContain("Held", (await app.AskAsync("/feature")).Body, StringComparison.Ordinal);
        Assert.Empty(Entries(app));
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Get_Enforced_RefusesWhatDiffersAndLeaksNothing(string environment)
    {
        await using var app = await StartAsync(
            environment, app => Map(app, "/order", Invalid, status: 201).WithResponseSchema(Schema).EnforceResponseSchema());

        var answer = await app.AskAsync("/order");

        Assert.Equal((500, MediaTypeNames.Application.ProblemJson), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            """{"type":"https://tools.ietf.org/html/rfc9110#section-15.6.1","title":"Internal Server Error","status":500,"detail":"The response was not as it is declared, and was not sent.","reason":"response_invalid"}""",
            answer.Body);
        Assert.Equal(["Content-Length", "Content-Type", "Date", "Server", "X-Request-ID"], answer.Headers.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(answer.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), answer["Content-Length"]);
        var error = Assert.Single(Entries(app));
        Assert.Equal((LogLevel.Error, Refused), (error.Level, error.Id.Id));
        Assert.Equal(
            $"Endpoint 'GET /order' was about to answer 201 with a body that is not as its response schema wants it; the caller got a refusal: {Differs}.",
            error.Message);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Message.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_EnforcedOverHttp2_LeaksNoTrailerEither()
    {
        await using var app = await StartAsync(
            Environments.Production,
            app => app.MapGet("/order", async (HttpContext context) =>
            {
                context.Response.DeclareTrailer("x-trailer");
                await context.Response.WriteAsJsonAsync(new { item = Secret });
                context.Response.AppendTrailer("x-trailer", Secret);
            }).WithResponseSchema(Schema).EnforceResponseSchema(),
            protocols: HttpProtocols.Http2);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/order") { Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)response.StatusCode);
        Assert.DoesNotContain(Secret, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(response.TrailingHeaders);
    }

    [Theory]
    [InlineData("", "application/json", null, "'' required: a body")]
    [InlineData(Valid, "text/plain", null, "'' json: a Content-Type of JSON in UTF-8")]
    [InlineData(Valid, null, null, "'' json: a Content-Type of JSON in UTF-8")]
    [InlineData(Valid, "application/json; charset=utf-16", null, "'' json: a Content-Type of JSON in UTF-8")]
    [InlineData(Valid, "application/json", "gzip", "'' json: a body without Content-Encoding")]
    [InlineData("""{"item":""", "application/json", null, "'' json: JSON in UTF-8 (RFC 8259)")]
    [InlineData("""{"item":"a","item":"b","qty":1}""", "application/json", null, "'' json: objects with every member once")]
    [InlineData("""{"item":"a","qty":"1"}""", "application/json", null, "'/qty' type: integer")]
    [InlineData("""{"Item":"a","qty":1}""", "application/problem+json", null, "'' required: the member item")]
    [InlineData("[]", "application/vnd.order+json; charset=UTF-8", null, "'' type: object")]
    public async Task Get_WhatACallerCouldNotUse_Differs(string body, string? contentType, string? encoding, string errors)
    {
        await using var app = await StartAsync(Environments.Production, app =>
            Map(app, "/order", body, contentType: contentType, encoding: encoding).WithResponseSchema(Schema).EnforceResponseSchema());

        Assert.Equal(500, (await app.AskAsync("/order")).Status);
        Assert.EndsWith($": {errors}.", Assert.Single(Entries(app)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ManyErrorsAndLongNames_AreLoggedWithinABound()
    {
        var body = $$"""{"{{new string('n', 500)}}\n\u001b":{"a":1},"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}""";
        await using var app = await StartAsync(Environments.Development, app => Map(app, "/order", body)
            .WithResponseSchema("""{"additionalProperties":{"type":"object","additionalProperties":{"type":"string"}}}"""));

        await app.AskAsync("/order");

        var message = Assert.Single(Entries(app)).Message;
        Assert.Equal(5, message.Split("type:").Length - 1);
        Assert.InRange(message.Length, 1, 1_000);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public async Task Get_NamesThatWouldForgeALine_AreEscaped()
    {
        await using var app = await StartAsync(Environments.Development, app => Map(app, "/order", """{"a\r\nb":1}""")
            .WithResponseSchema("""{"additionalProperties":{"type":"string"}}"""));

        await app.AskAsync("/order");

        Assert.EndsWith(@": '/a\r\nb' type: string.", Assert.Single(Entries(app)).Message, StringComparison.Ordinal);
    }

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
    public async Task Get_SchemaOfAType_IsOfWhatTheSerializerWrites()
    {
        await using var app = await StartAsync(Environments.Production, app =>
        {
            app.MapGet("/order", () => new Line("Cups", 2)).WithResponseSchema<Line>().EnforceResponseSchema();
            app.MapGet("/wrong", () => new { Item = "Cups", Quantity = "two" }).WithResponseSchema<Line>().EnforceResponseSchema();
            app.MapGet("/strict", () => new Line("Cups", 2)).WithResponseSchema<Line>(allowUnknownMembers: false).EnforceResponseSchema();
            app.MapGroup("/group").WithResponseSchema<Line>(statuses: "200").EnforceResponseSchema().MapGet("/", () => Results.Json(new[] { 1 }));
            app.MapMethods("/convention", ["GET"], (HttpContext context) => context.Response.WriteAsJsonAsync(new Line("Cups", 2)))
                .WithResponseSchema<Line>().EnforceResponseSchema();
        });

        Assert.Equal("""{"item":"Cups","quantity":2,"price":14}""", (await app.AskAsync("/order")).Body);
        Assert.Equal(200, (await app.AskAsync("/convention")).Status);
        Assert.Equal(500, (await app.AskAsync("/wrong")).Status);
        Assert.Equal(500, (await app.AskAsync("/group")).Status);
        Assert.Equal(500, (await app.AskAsync("/strict")).Status);
        Assert.Contains("'/price' additionalProperties: no member of this name", Entries(app).Last().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NumbersThatTheSerializerWritesAsStrings_AreNumbers()
    {
        await using var app = await StartAsync(
            Environments.Production,
            app => app.MapGet("/order", () => new Line("Cups", 2)).WithResponseSchema<Line>().EnforceResponseSchema(),
            builder => builder.Services.ConfigureHttpJsonOptions(options =>
                options.SerializerOptions.NumberHandling = JsonNumberHandling.WriteAsString | JsonNumberHandling.AllowReadingFromString));

        Assert.Equal((200, """{"item":"Cups","quantity":"2","price":"14"}"""), ((await app.AskAsync("/order")).Status, (await app.AskAsync("/order")).Body));
    }

    [Fact]
    public async Task Get_OfAnAction_IsComparedToo()
    {
        await using var app = await StartAsync(
            Environments.Production,
            app =>
            {
                app.MapGroup("/valid").WithResponseSchema<Named>(statuses: "201").EnforceResponseSchema().MapControllers();
                app.MapGroup("/enforced").WithResponseSchema("""{"required":["missing"]}""").EnforceResponseSchema().MapControllers();
            },
            builder => OnlyControllers.Add(builder.Services, typeof(ResponsesController)));

        Assert.Equal((201, """{"name":"of an action"}"""), ((await app.AskAsync("/valid/object")).Status, (await app.AskAsync("/valid/object")).Body));
        Assert.Equal(500, (await app.AskAsync("/enforced/object")).Status);
        Assert.Equal(204, (await app.AskAsync("/enforced/action-nothing")).Status);
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

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Production", true)]
    public async Task Start_BrokenSchema_IsRefusedWithEndpointFileAndPlace(string environment, bool isEnforced)
    {
        var exception = await Record.ExceptionAsync(() => StartAsync(environment, app =>
        {
            var text = Map(app, "/text", Valid).WithResponseSchema("""{"properties":{"a":{"type":7}}}""", "404");
            var file = Map(app, "/file", Valid).WithResponseSchemaFile("none/such.json");
            _ = isEnforced ? (text.EnforceResponseSchema(), file.EnforceResponseSchema()) : default;
        }));

        Assert.Contains(
            "Endpoint 'GET /text': its response schema for status '404' cannot be used: its schema at '/properties/a/type': ", exception!.Message, StringComparison.Ordinal);
        Assert.Contains(
            @"Endpoint 'GET /file': its response schema for status '2\d{2}' cannot be used: file 'none/such.json' at '': it is not there", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OneEndpointThatEnforcesNothing_IsRefused()
    {
        var exception = await Record.ExceptionAsync(() => StartAsync(Environments.Production, app =>
        {
            Map(app, "/alone", Valid).EnforceResponseSchema();
            Map(app.MapGroup("/group").EnforceResponseSchema(), "/in", Valid);
        }));

        Assert.Contains(
            "Endpoint 'GET /alone': EnforceResponseSchema(): it has no response schema; use WithResponseSchema(), or call it on a group.",
            exception!.Message,
            StringComparison.Ordinal);
        Assert.DoesNotContain("GET /group/in", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("20")]
    [InlineData("")]
    public void WithResponseSchema_PatternThatNoStatusMatches_IsRefused(string statuses)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddApiGateway();
        using var app = builder.Build();

        Assert.Throws<ArgumentException>(nameof(statuses), () => app.MapGet("/", () => "").WithResponseSchema("{}", statuses));
        Assert.Throws<ArgumentException>(nameof(statuses), () => app.MapGet("/", () => "").WithResponseSchemaFile("a.json", statuses));
        Assert.Throws<ArgumentException>(nameof(statuses), () => app.MapGet("/", () => "").WithResponseSchema<Line>(statuses: statuses));
    }

    private static string Large(int length) => $"[\"{new string('x', length - 4)}\"]";

    private static Task<GatewayApp> StartAsync(
        string environment, Action<WebApplication> map, Action<WebApplicationBuilder>? configure = null,
        Action<IApiGatewayBuilder>? gateway = null, HttpProtocols protocols = HttpProtocols.Http1) => GatewayApp.StartAsync(
        gateway ?? (static _ => { }),
        map,
        configure,
        protocols,
        environment);

    private static RouteHandlerBuilder Map(
        IEndpointRouteBuilder app, string path, string body, int status = 200, string? contentType = "application/json", string? encoding = null) =>
        app.MapGet(path, (Delegate)(async (HttpContext context) =>
        {
            var response = context.Response;
            response.StatusCode = status;
            response.ContentType = contentType;
            response.Headers.ETag = "\"tag\"";
            response.Headers.SetCookie = $"session={Secret}";
            response.Headers.ContentEncoding = encoding;
            response.ContentLength = Encoding.UTF8.GetByteCount(body);
            foreach (var part in Encoding.UTF8.GetBytes(body).Chunk(4_000))
            {
                await response.Body.WriteAsync(part);
            }
        }));

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

    private static CapturedLogs.Entry[] Entries(GatewayApp app) => [.. app.Logs.Entries.Where(entry => entry.Id.Id is >= Mismatch and <= NotValidated)];

    internal sealed record Line(string Item, int Quantity)
    {
        public int Price => Quantity * 7;
    }
}
