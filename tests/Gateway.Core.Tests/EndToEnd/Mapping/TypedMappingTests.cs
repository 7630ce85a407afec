using System.Text;
using System.Text.Json.Serialization;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

public partial class TypedMappingTests
{
    [Fact]
    public async Task Post_BothWays_HandlerSeesItsTypeAndCallerItsOwn()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (New order) => TypedResults.Created("/1", new Placed(1, order.Item, order.Count)))
            .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces))
            .WithResponseMapping<Placed, Receipt>((placed, gateway) =>
            {
                gateway.HttpContext.Response.StatusCode = 200;
                gateway.HttpContext.Response.Headers["X-Id"] = $"{placed.Id}";
                return new Receipt($"{placed.Count} {placed.Item}");
            }));

        var answer = await app.PostAsync("/", """{"name":"Cups","pieces":6}""");

        Assert.Equal((200, """{"text":"6 Cups"}""", "1"), (answer.Status, answer.Body, answer["X-Id"]));
        Assert.Equal("17", answer["Content-Length"]);
        Assert.Equal("application/json; charset=utf-8", answer["Content-Type"]);
    }

    [Theory]
    [InlineData("/stream")]
    [InlineData("/pipe")]
    [InlineData("/mvc")]
    public async Task Post_EveryKindOfHandler_ReadsTheMappedBody(string path)
    {
        await using var app = await GatewayApp.StartAsync(
            _ => { },
            app =>
            {
                app.MapPost("/stream", async (HttpContext context) =>
                        $"{context.Request.ContentLength} {context.Request.ContentType} {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}")
                    .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces));
                app.MapPost("/pipe", async (HttpContext context) =>
                    {
                        var read = await context.Request.BodyReader.ReadAtLeastAsync((int)context.Request.ContentLength!, context.RequestAborted);
                        return $"{context.Request.ContentLength} {context.Request.ContentType} {Encoding.UTF8.GetString(read.Buffer)}";
                    })
                    .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces));
                ((IEndpointConventionBuilder)app.MapControllers()).WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces));
            },
            builder => OnlyControllers.Add(builder.Services, typeof(MappedController)));

        Assert.Equal("""200 25 application/json {"item":"Cups","count":6}""", (await app.PostAsync(path, """{"name":"Cups","pieces":6}""")).Summarize());
    }

    [Theory]
    [InlineData("""{"name":"a","pieces":"x"}""", "application/json", "400 body_invalid\nbody /pieces type: JSON (RFC 8259) of the type that this endpoint reads")]
    [InlineData("""{"name":"a",""", "application/json", "400 body_invalid\nbody  type: JSON (RFC 8259) of the type that this endpoint reads")]
    [InlineData("""{"name":"a"} x""", "application/json", "400 body_invalid\nbody  type: JSON (RFC 8259) of the type that this endpoint reads")]
    [InlineData("null", "application/json", "400 body_invalid\nbody  type: JSON (RFC 8259) of the type that this endpoint reads")]
    [InlineData("", "application/json", "400 body_invalid\nbody  required: a body")]
    [InlineData("<a/>", "application/xml", "415 media_type_unsupported")]
    [InlineData("{}", null, "415 media_type_unsupported")]
    [InlineData("{}", "application/json; charset=utf-16", "415 media_type_unsupported")]
    public async Task Post_WrongBody_IsRefused(string body, string? contentType, string expected)
    {
        // Reads its body by itself: for a parameter, routing would refuse other content types before.
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (HttpContext _) => "reached")
            .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces)));

        Assert.Equal(expected, (await app.PostAsync("/", body, contentType)).Summarize());
    }

    [Fact]
    public async Task Post_NoBodyWhereThatIsAllowed_IsMappedFromNothing()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (New order) => order.Item)
            .WithRequestMapping<Old?, New>((old, _) => new New(old?.Name ?? "nothing", 1), allowsEmptyBody: true));

        Assert.Equal("200 nothing", (await app.PostAsync("/", "", contentType: null)).Summarize());
        Assert.Equal("200 Cups", (await app.PostAsync("/", """{"name":"Cups"}""")).Summarize());
    }

    [Fact]
    public async Task Get_InAGroupWithMappings_NeedsNoBody()
    {
        await using var app = await MappedApp.StartAsync(app =>
            app.MapGroup("/g").WithRequestMapping<Old, New>((old, _) => new New(old.Name, 1)).MapGet("/", () => "reached"));

        Assert.Equal("200 reached", (await app.AskAsync("/g/")).Summarize());
    }

    [Fact]
    public async Task Post_GroupAndEndpoint_FollowOneAnotherAndBackAgain()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGroup("/g")
            .WithRequestMapping<Older, Old>((older, _) => new Old(older.N, 2))
            .WithResponseMapping<Receipt, Older>((receipt, _) => new Older($"<{receipt.Text}>"))
            .MapPost("/", (New order) => new Placed(1, order.Item, order.Count))
            .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces * 10))
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt($"{placed.Count} {placed.Item}")));

        Assert.Equal("""200 {"n":"<20 Cups>"}""", (await app.PostAsync("/g/", """{"n":"Cups"}""")).Summarize());
    }

    [Fact]
    public async Task Post_ContextInTheMapping_KnowsHeadersRouteQueryAndStage()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/{id}", (New order) => order.Item)
            .WithStage("prod")
            .WithRequestParameters(map => map.Header("X-Mapped", "'before'"))
            .WithRequestMapping<Old, New>((old, gateway) => new New(
                string.Join(' ', gateway.HttpContext.Request.RouteValues["id"], gateway.HttpContext.Request.Query["q"], gateway.Stage.Name, gateway.HttpContext.Request.Headers["X-Mapped"]), 1)));

        Assert.Equal("200 7 a prod before", (await app.PostAsync("/7?q=a", """{"name":"Cups"}""")).Summarize());
    }

    [Theory]
    [InlineData("""{"id":"no number"}""", "its body is no Placed at '/id'")]
    [InlineData("""{"id":""", "its body is no Placed at")]
    [InlineData("null", "its body is null and not a Placed")]
    public async Task Get_ResponseOfAnotherType_BecomesASafe500AndAnError(string body, string fault)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers["X-Inner"] = "secret";
                return Results.Text(body, "application/json");
            })
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item)));

        var answer = await app.AskAsync("/");

        Assert.Equal(("500 mapping_failed", null), (answer.Summarize(), answer["X-Inner"]));
        Assert.Contains(app.Logs.Entries, entry => entry.Message.Contains(fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_NotJsonOrNotSuccess_PassesAsItIsHoweverLarge()
    {
        var file = new byte[3 * 1024 * 1024];
        Random.Shared.NextBytes(file);
        await using var app = await MappedApp.StartAsync(app =>
        {
            var group = app.MapGroup("").WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item));
            group.MapGet("/file", () => Results.Bytes(file, "application/octet-stream"));
            group.MapGet("/missing", () => Results.Json(new { why = "none" }, statusCode: 404));
            group.MapGet("/none", () => Results.NoContent());
        });

        Assert.Equal(file, await app.Client.GetByteArrayAsync("/file", TestContext.Current.CancellationToken));
        Assert.Equal("""404 {"why":"none"}""", (await app.AskAsync("/missing")).Summarize());
        Assert.Equal("204 ", (await app.AskAsync("/none")).Summarize());
    }

    [Fact]
    public async Task Get_JsonOverTheBound_BecomesASafe500()
    {
        await using var app = await MappedApp.StartAsync(
            app => app.MapGet("/", () => new Placed(1, new string('x', 2_000), 1)).WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item)),
            options: options => options.Mapping.MaxResponseBytes = 1_000);

        Assert.Equal("500 mapping_failed", (await app.AskAsync("/")).Summarize());
        Assert.Contains(app.Logs.Entries, entry => entry.Message.Contains("more than 1000 bytes (Mapping:MaxResponseBytes)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_MappingThrows_IsTheAppsOwnException()
    {
        await using var app = await MappedApp.StartAsync(app =>
        {
            app.UseExceptionHandler(handler => handler.Run(context => context.Response.WriteAsync("page")));
            app.MapGet("/", () => new Placed(1, "a", 1)).WithResponseMapping<Placed, Receipt>((_, _) => throw new InvalidOperationException("on purpose"));
        });

        Assert.Equal("500 page", (await app.AskAsync("/")).Summarize());
    }

    [Theory]
    [InlineData("application/vnd.old+json", "{\"text\":\"a\"}")]
    [InlineData("application/octet-stream", "{\"text\":\"a\"}")]
    public async Task Get_MappedContentType_WinsAndSwitchesNothingOff(string contentType, string body)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => new Placed(1, "a", 1))
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item))
            .WithResponseParameters(map => map.Header("Content-Type", $"'{contentType}'").Header("X-Was", "integration.response.header.Content-Type")));

        var answer = await app.AskAsync("/");

        Assert.Equal((200, body, contentType), (answer.Status, answer.Body, answer["Content-Type"]));
        Assert.Equal("application/json; charset=utf-8", answer["X-Was"]);
    }

    [Fact]
    public async Task Get_TextWithAMappedJsonType_IsNotMapped()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.Text("no json", "text/plain"))
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item))
            .WithResponseParameters(map => map.Header("Content-Type", "'application/json'").Header("X-Body", "integration.response.body")));

        Assert.Equal("200 no json", (await app.AskAsync("/")).Summarize());
    }

    [Fact]
    public async Task Post_MappedContentType_IsTheHandlersAndNotTheCallers()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (HttpContext context) => context.Request.ContentType)
            .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces))
            .WithRequestParameters(map => map.Header("Content-Type", "'application/vnd.new+json'")));

        Assert.Equal("200 application/vnd.new+json", (await app.PostAsync("/", """{"name":"a"}""")).Summarize());
        Assert.Equal("415 media_type_unsupported", (await app.PostAsync("/", """{"name":"a"}""", "text/plain")).Summarize());
    }

    [Fact]
    public async Task Post_MappingsThatDoNotFit_AreTheAppsFault()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGroup("/g")
            .WithRequestMapping<Older, Receipt>((older, _) => new Receipt(older.N))
            .MapPost("/", (HttpContext _) => "reached")
            .WithRequestMapping<Placed, New>((placed, _) => new New(placed.Item, placed.Id))
            .WithRequestMapping<int, New>((_, _) => new New("", 1)));

        Assert.Equal("500 mapping_failed", (await app.PostAsync("/g/", """{"n":"Cups"}""")).Summarize());
        Assert.Equal(400, (await app.PostAsync("/g/", """{"n":7}""")).Status);
        Assert.Contains(app.Logs.Entries, entry => entry.Message.Contains("the mapping from Int32 to New cannot read what the mapping before it has made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_ClientGoesAwayWhileTheHandlerWrites_IsNoError()
    {
        var isGone = new TaskCompletionSource();
        var isDone = new TaskCompletionSource();
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", async context =>
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync("{\"id\":1,");
                isGone.SetResult();
                var aborted = new TaskCompletionSource();
                context.RequestAborted.Register(aborted.SetResult);
                await aborted.Task.InTime();
                context.Response.OnCompleted(() =>
                {
                    isDone.SetResult();
                    return Task.CompletedTask;
                });
            })
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item)));
        using (var connection = await RawConnection.OpenAsync(app.Address))
        {
            await connection.SendAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            await isGone.Task.InTime();
        }

        await isDone.Task.InTime();

        Assert.DoesNotContain(app.Logs.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Get_ControlCharactersInAName_MakeNoLinesInTheLog()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.Text("""{"a\nb":"x"}""", "application/json"))
            .WithResponseMapping<Dictionary<string, int>, Receipt>((_, _) => new Receipt("")));

        Assert.Equal(500, (await app.AskAsync("/")).Status);

        Assert.DoesNotContain('\n', Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1600).Message);
    }

    [Fact]
    public async Task Get_InAGroupWhoseMappingNeedsNoBody_IsGivenOne()
    {
        await using var app = await MappedApp.StartAsync(app =>
            app.MapGroup("/g").WithRequestMapping<Old?, New>((old, _) => new New(old?.Name ?? "made", 1), allowsEmptyBody: true)
                .MapGet("/", async (HttpContext context) => $"{context.Request.ContentLength} {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}"));

        Assert.Equal("""200 25 {"item":"made","count":1}""", (await app.AskAsync("/g/")).Summarize());
    }

    [Fact]
    public async Task Get_StrongETag_IsWeakOnceTheBodyIsAnother()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers.ETag = "\"v1\"";
                return new Placed(1, "a", 1);
            })
            .WithResponseMapping<Placed, Receipt>((placed, _) => new Receipt(placed.Item)));

        Assert.Equal("W/\"v1\"", (await app.AskAsync("/"))["ETag"]);
    }

    [Fact]
    public async Task Post_SourceGeneratedContext_IsUsed()
    {
        await using var app = await GatewayApp.StartAsync(
            _ => { },
            app => app.MapPost("/", (New order) => order.Item).WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces)),
            builder => builder.Services.ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Clear();
                json.SerializerOptions.TypeInfoResolverChain.Add(Contract.Default);
            }));

        Assert.Equal("200 Cups", (await app.PostAsync("/", """{"name":"Cups","pieces":6}""")).Summarize());
    }

    [Fact]
    public async Task Start_TypeThatTheJsonOptionsDoNotKnow_IsAnErrorWithTheEndpoint()
    {
        var exception = await Assert.ThrowsAsync<Gateway.Core.Pipeline.GatewayConfigurationException>(() => GatewayApp.StartAsync(
            _ => { },
            app => app.MapPost("/", (New order) => order.Item).WithRequestMapping<Receipt, New>((old, _) => new New(old.Text, 1)),
            builder => builder.Services.ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Clear();
                json.SerializerOptions.TypeInfoResolverChain.Add(Contract.Default);
            })));

        var error = Assert.Single(exception.Errors);
        Assert.StartsWith("Endpoint 'POST /': its request mapping from Receipt cannot be used: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SchemaOfWhatTheHandlerAccepts_IsThatOfTheCallersBody()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", (New order) => order.Item)
            .WithRequestSchema()
            .WithRequestMapping<Old, New>((old, _) => new New(old.Name, old.Pieces)));

        Assert.Equal("200 Cups", (await app.PostAsync("/", """{"name":"Cups","pieces":6}""")).Summarize());
        Assert.Equal("400 body_invalid\nbody /item additionalProperties: no member of this name", (await app.PostAsync("/", """{"name":"Cups","pieces":6,"item":"x"}""")).Summarize());
    }

    internal sealed record Older(string N);

    internal sealed record Old(string Name, int Pieces = 0);

    internal sealed record New(string Item, int Count);

    internal sealed record Placed(int Id, string Item, int Count);

    internal sealed record Receipt(string Text);

    [JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(Old))]
    [JsonSerializable(typeof(New))]
    [JsonSerializable(typeof(string))]
    internal sealed partial class Contract : JsonSerializerContext;

    [ApiController]
    public sealed class MappedController : ControllerBase
    {
        [HttpPost("/mvc")]
        public string Post([FromBody] System.Text.Json.JsonElement body) => $"{Request.ContentLength} {Request.ContentType} {body.GetRawText()}";
    }
}
