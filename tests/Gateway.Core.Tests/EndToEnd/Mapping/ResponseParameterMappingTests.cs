using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

public class ResponseParameterMappingTests
{
    [Theory]
    [InlineData("integration.response.header.X-From", "two")]
    [InlineData("integration.response.multivalueheader.X-From", "one,two")]
    [InlineData("integration.response.body", """{"id":7,"name":"Z\u00fc"}""")]
    [InlineData("integration.response.body.id", "7")]
    [InlineData("integration.response.body.name", "Z%C3%BC")]
    [InlineData("stageVariables.table", "orders")]
    [InlineData("context.resourcePath", "/")]
    [InlineData("'constant'", "constant")]
    public async Task Get_HeaderFromExpression_IsWhatTheCallerGets(string expression, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers["X-From"] = new StringValues(["one", "two"]);
                context.Response.Headers["X-To"] = "the handler's";
                return Results.Text("""{"id":7,"name":"Z\u00fc"}""", "application/json");
            })
            .WithStage("prod")
            .WithResponseParameters(map => map.Header("X-To", expression).RemoveHeader("X-From")));

        var answer = await app.AskAsync("/");

        Assert.Equal((200, expected, null), (answer.Status, answer["X-To"], answer["X-From"]));
        Assert.Equal("""{"id":7,"name":"Z\u00fc"}""", answer.Body);
    }

    [Theory]
    [InlineData(200, "all 200")]
    [InlineData(404, "one 410")]
    [InlineData(418, "pattern 418")]
    [InlineData(500, "all 500")]
    public async Task Get_Status_SelectsOneStatusThenPatternThenAll(int status, string expected)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.StatusCode(status))
            .WithResponseParameters("404", map => map.Header("X-By", "'one'").Status(410))
            .WithResponseParameters(@"4\d{2}", map => map.Header("X-By", "'pattern'"))
            .WithResponseParameters(map => map.Header("X-By", "'all'")));

        var answer = await app.AskAsync("/");

        Assert.Equal(expected, $"{answer["X-By"]} {answer.Status}");
    }

    [Fact]
    public async Task Get_PatternMatchesAPartOnly_IsNotSelected()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.StatusCode(404))
            .WithResponseParameters("400|04", map => map.Header("X-By", "'part'"))
            .WithResponseParameters("40.", map => map.Header("X-By", "'whole'")));

        Assert.Equal("whole", (await app.AskAsync("/"))["X-By"]);
    }

    [Fact]
    public async Task Get_GroupAndEndpoint_AddUpForOnePatternAndTheNearerWins()
    {
        await using var app = await MappedApp.StartAsync(app =>
        {
            var group = app.MapGroup("/g").WithResponseParameters(map => map.Header("A", "'group'").Header("B", "'group'"));
            group.MapGet("/both", () => "ok").WithResponseParameters(map => map.Header("b", "'endpoint'"));
            group.MapGet("/free", () => "ok").DisableResponseMapping();
        });

        var both = await app.AskAsync("/g/both");
        var free = await app.AskAsync("/g/free");

        Assert.Equal(("group", "endpoint"), (both["A"], both["B"]));
        Assert.Equal((null, null), (free["A"], free["B"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_HandlerThrows_PageOfTheExceptionHandlerIsNotMapped(bool readsBody)
    {
        await using var app = await MappedApp.StartAsync(app =>
        {
            app.UseExceptionHandler(handler => handler.Run(context => context.Response.WriteAsync("page")));
            app.MapGet("/", string () => throw new InvalidOperationException("on purpose"))
                .WithResponseParameters(map => map.Header("X-To", readsBody ? "integration.response.body" : "'mapped'").Status(299));
        });

        var answer = await app.AskAsync("/");

        Assert.Equal((500, "page", null), (answer.Status, answer.Body, answer["X-To"]));
    }

    [Theory]
    [InlineData("/at-once")]
    [InlineData("/later")]
    [InlineData("/held")]
    public async Task Get_HandlerThrows_WhatAMiddlewareAnswersInItsPlaceIsNotMapped(string path)
    {
        await using var app = await MappedApp.StartAsync(app =>
        {
            app.Use(async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (InvalidOperationException)
                {
                    await context.Response.WriteAsync("instead", context.RequestAborted);
                }
            });
            app.MapGet("/at-once", (RequestDelegate)(_ => throw new InvalidOperationException("on purpose")))
                .WithResponseParameters(map => map.Header("X-To", "'mapped'").Status(299));
            app.MapGet("/later", async (HttpContext context) =>
                {
                    await Task.Yield();
                    throw new InvalidOperationException(context.Request.Path);
                })
                .WithResponseParameters(map => map.Header("X-To", "'mapped'").Status(299));
            app.MapGet("/held", string () => throw new InvalidOperationException("on purpose"))
                .WithResponseParameters(map => map.Header("X-To", "integration.response.body").Status(299));
        });

        var answer = await app.AskAsync(path);

        Assert.Equal((200, "instead", null), (answer.Status, answer.Body, answer["X-To"]));
    }

    [Fact]
    public async Task Get_Refusal_IsNotMapped()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => "ok")
            .RequireParameters(parameters => parameters.Query("q"))
            .WithResponseParameters(map => map.Header("X-To", "'mapped'").Status(299)));

        var refused = await app.AskAsync("/");
        var passed = await app.AskAsync("/?q=1");

        Assert.Equal((400, null), (refused.Status, refused["X-To"]));
        Assert.Equal((299, "mapped"), (passed.Status, passed["X-To"]));
    }

    [Theory]
    [InlineData(204, "a body")]
    [InlineData(304, "a body")]
    [InlineData(204, null)]
    [InlineData(304, null)]
    public async Task Get_MappedToAStatusWithoutBody_DropsTheBody(int status, string? body)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => body is null ? Results.NotFound() : Results.Text(body, statusCode: 404))
            .WithResponseParameters("404", map => map.Status(status)));

        var answer = await app.AskAsync("/");
        var next = await app.AskAsync("/");

        Assert.Equal((status, ""), (answer.Status, answer.Body));
        Assert.Equal(status, next.Status);
    }

    [Fact]
    public async Task Get_ServerSentEvents_ArriveAsTheyAreSentWithMappedHeaders()
    {
        var goOn = new TaskCompletionSource();
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", async context =>
            {
                context.Response.ContentType = "text/event-stream";
                await context.Response.WriteAsync("data: one\n\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await goOn.Task.InTime();
            })
            .WithResponseParameters(map => map.Header("X-Body", "integration.response.body").Header("X-To", "'mapped'")));
        using var response = await app.Client.GetAsync("/", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken).InTime();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("data: one", await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().InTime());
        goOn.SetResult();

        Assert.Equal("mapped", response.Headers.GetValues("X-To").Single());
        Assert.False(response.Headers.Contains("X-Body"));
    }

    [Fact]
    public async Task Get_OnlyTheStatusIsMapped_PassesAFileOfAnySize()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", () => Results.Bytes(new byte[3 * 1024 * 1024], "application/octet-stream"))
            .WithResponseMapping<TypedMappingTests.Placed, TypedMappingTests.Receipt>((placed, _) => new TypedMappingTests.Receipt(placed.Item))
            .WithResponseParameters(map => map.Status(201).Header("X-To", "'mapped'")));

        var answer = await app.AskAsync("/");

        Assert.Equal((201, 3 * 1024 * 1024, "mapped"), (answer.Status, answer.Body.Length, answer["X-To"]));
    }

    [Theory]
    [InlineData("too long")]
    [InlineData("elsewhere")]
    public async Task Get_ValueThatMustNotBeSent_TakesTheHandlersOwnWithIt(string kind)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers.Location = "/inner";
                context.Response.Headers["X-Inner"] = "inner";
                return Results.Text(kind == "too long" ? "/" + new string('\u4e00', 3_000) : "//evil.example");
            })
            .WithResponseParameters(map => map.Header("Location", "integration.response.body")));

        var answer = await app.AskAsync("/");

        Assert.Equal((200, null, "inner"), (answer.Status, answer["Location"], answer["X-Inner"]));
    }

    [Fact]
    public async Task Head_BodyOfTheGetHandler_GivesTheSameHeaders()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapMethods("/", ["GET", "HEAD"], () => Results.Text("""{"id":7}""", "application/json"))
            .WithResponseParameters(map => map.Header("X-Id", "integration.response.body.id")));

        var get = await app.AskAsync("/");
        var head = await app.SendAsync("HEAD", "/");

        Assert.Equal(("7", "8"), (get["X-Id"], get["Content-Length"]));
        Assert.Equal(("7", "8", ""), (head["X-Id"], head["Content-Length"], head.Body));
    }
}
