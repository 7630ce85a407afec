using System.ComponentModel.DataAnnotations;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Validation;

public class RequestSchemaTests
{
    private const string Schema = """
        {
          "type": "object",
          "properties": {
            "item": { "type": "string", "minLength": 1 },
            "qty": { "type": "integer", "minimum": 1 },
            "tags": { "type": "array", "items": { "type": "string" }, "uniqueItems": true }
          },
          "required": [ "item", "qty" ],
          "additionalProperties": false
        }
        """;

    [Fact]
    public async Task Post_BodyAsTheSchemaWantsIt_IsBoundByTheHandler()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync("/orders", """{"item":"Cups","qty":6}""");

        Assert.Equal("200 \"6 Cups\"", answer.Summarize());
    }

    [Fact]
    public async Task Post_InvalidBody_Is400AndTheAnswerIsAProblemThatListsErrors()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync("/orders", """{"item":"Cups","qty":0}""");

        Assert.Equal((400, "application/problem+json"), (answer.Status, answer["Content-Type"]));
        Assert.Equal(
            """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.1","title":"Bad Request","status":400,"detail":"The request\u0027s body is not as this endpoint needs it. The list of errors says what would be right.","reason":"body_invalid","errors":[{"in":"body","pointer":"/qty","keyword":"minimum","expected":"at least 1"}]}""",
            answer.Body);
    }

    [Theory]
    [InlineData("""{"qty":1}""", "body  required: the member item")]
    [InlineData("""{"item":7,"qty":1.5}""", "body /item type: string\nbody /qty type: integer")]
    [InlineData("""{"item":"a","qty":1,"a/b~":1}""", "body /a~1b~0 additionalProperties: no member of this name")]
    [InlineData("""{"item":"a","qty":1,"tags":["x","x"]}""", "body /tags uniqueItems: items that all differ")]
    [InlineData("""{"item":"a","qty":1,"tags":["x",2]}""", "body /tags/1 type: string")]
    [InlineData("""[1]""", "body  type: object")]
    [InlineData("""{"item":""", "body  json: JSON in UTF-8 (RFC 8259)")]
    [InlineData("""{"item":"a","qty":NaN}""", "body  json: JSON in UTF-8 (RFC 8259)")]
    [InlineData("""{"item":"a\ud800","qty":1}""", "body  json: JSON in UTF-8 (RFC 8259)")]
    [InlineData("""{"item":"a","qty":1,"QTY":-5}""", "body  json: objects with every member once")]
    [InlineData("""{"item":"a","q\u0074y":1,"qty":-5}""", "body  json: objects with every member once")]
    [InlineData("", "body  required: a body")]
    public async Task Post_WhatIsWrong_IsSaidWithoutItsValue(string body, string errors)
    {
        await using var app = await StartAsync();

        Assert.Equal($"400 body_invalid\n{errors}", (await app.PostAsync("/orders", body)).Summarize());
    }

    [Theory]
    [InlineData("""{"ITEM":"Cups","Qty":6}""")]
    [InlineData("""{"item":"Cups","qty":"6"}""")]
    [InlineData("\uFEFF{\"item\":\"Cups\",\"qty\":6}")]
    public async Task Post_WhatTheBinderReadsAsTheSame_IsValidatedAsTheSame(string body)
    {
        await using var app = await StartAsync();

        Assert.Equal("200 \"6 Cups\"", (await app.PostAsync("/orders", body)).Summarize());
    }

    [Theory]
    [InlineData("""{"item":"Cups","qty":"-6"}""")]
    [InlineData("""{"item":"Cups","qty":"\u002d6"}""")]
    public async Task Post_QuotedNumberBelowTheMinimum_DoesNotGetPast(string body)
    {
        await using var app = await StartAsync();

        Assert.Equal("400 body_invalid\nbody /qty minimum: at least 1", (await app.PostAsync("/orders", body)).Summarize());
    }

    [Fact]
    public async Task Post_SerializerIsStrict_SoIsTheValidation()
    {
        await using var app = await StartAsync(builder => builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNameCaseInsensitive = false;
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            json.SerializerOptions.AllowTrailingCommas = true;
            json.SerializerOptions.ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip;
        }));

        Assert.Equal("200 \"6 Cups\"", (await app.PostAsync("/orders", """{"item":"Cups", /* six */ "qty":6,}""")).Summarize());
        Assert.Equal("400 body_invalid\nbody /qty type: integer", (await app.PostAsync("/orders", """{"item":"Cups","qty":"6"}""")).Summarize());
        Assert.Equal(
            "400 body_invalid\nbody /Qty additionalProperties: no member of this name\nbody  required: the member qty",
            (await app.PostAsync("/orders", """{"item":"Cups","Qty":6}""")).Summarize());
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json, text/plain")]
    [InlineData(null)]
    public async Task Post_ContentTypeWithoutASchema_Is415(string? contentType)
    {
        await using var app = await StartAsync();

        Assert.Equal("415 media_type_unsupported", (await app.PostAsync("/raw", """{"item":"Cups","qty":6}""", contentType)).Summarize());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON ; charset=UTF-8")]
    [InlineData("application/json;charset=\"utf-8\";v=1")]
    public async Task Post_ContentTypeInAnotherSpelling_IsTheSame(string contentType)
    {
        await using var app = await StartAsync();

        Assert.Equal(200, (await app.PostAsync("/raw", """{"item":"Cups","qty":6}""", contentType)).Status);
    }

    [Fact]
    public async Task Post_TwentyFiveErrors_TwentyAreListed()
    {
        await using var app = await StartAsync();
        var tags = string.Join(',', Enumerable.Range(0, 25));

        var answer = await app.PostAsync("/orders", $$"""{"item":"a","qty":1,"tags":[{{tags}}]}""");

        Assert.Equal(21, answer.Summarize().Split('\n').Length);
    }

    [Fact]
    public async Task Post_SecretInABadBody_IsNotInTheAnswerOrTheLog()
    {
        await using var app = await StartAsync();

        var answer = await app.PostAsync("/orders", """{"item":"a","qty":"s3cret-value"}""");

        Assert.Equal(400, answer.Status);
        Assert.DoesNotContain("s3cret", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs.Entries, entry => entry.ToString().Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_GroupWithASchema_NeedsNoBody()
    {
        await using var app = await GatewayApp.StartAsync(_ => { }, app =>
        {
            var group = app.MapGroup("/g").WithRequestSchema(Schema);
            group.MapGet("/", () => "got");
            group.MapDelete("/", () => "deleted").DisableRequestValidation();
            group.MapPost("/", (Order order) => order.Item).WithRequestSchema<Order>(allowUnknownMembers: true);
        });

        Assert.Equal("200 got", (await app.AskAsync("/g")).Summarize());
        Assert.Equal("200 deleted", (await app.SendAsync("DELETE", "/g")).Summarize());
        Assert.Equal("200 Cups", (await app.PostAsync("/g", """{"item":"Cups","qty":6,"other":1}""")).Summarize());
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplicationBuilder>? configure = null) => GatewayApp.StartAsync(
        _ => { },
        app =>
        {
            app.MapPost("/orders", (Order order) => Results.Json($"{order.Qty} {order.Item}")).WithRequestSchema(Schema);
            app.MapPost("/raw", () => "seen").WithRequestSchema(Schema);
        },
        configure);

    internal sealed record Order([property: Required] string Item, [property: Range(1, 100)] int Qty);
}
