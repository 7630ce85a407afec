using System.Net.Mime;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;
using static Gateway.Core.Tests.Support.ResponseSchemaApp;

namespace Gateway.Core.Tests.EndToEnd.Validation;

/// <summary>Responses beside the schemas that are declared for them.</summary>
public class ResponseSchemaTests
{
    private const int Refused = 1501;
    private const string Invalid = $$"""{"item":7,"qty":0,"note":"{{Secret}}"}""";
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
}
