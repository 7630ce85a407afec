using System.Text.Json;
using Gateway.Core.Mapping;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

/// <summary>Bodies mapped by templates.</summary>
public class TemplateMappingTests
{
    private const string Json = "application/json";

    [Fact]
    public async Task Post_RequestTemplate_MakesTheHandlersBody()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/{id}", Echo)
            .WithStage("prod")
            .WithRequestTemplate(Json, """{"item":{{ input.body.name }},"table":"{{ stageVariables.table }}","id":{{ input.params("id") }},"lines":[{{ for line in input.body.lines }}{{ line.qty }}{{ if !for.last }},{{ end }}{{ end }}]}"""));

        var answer = await app.PostAsync("/7", """{"name":"Cups \"blue\"","lines":[{"qty":1},{"qty":2.50}]}""");

        Assert.Equal("""200 application/json {"item":"Cups \"blue\"","table":"orders","id":"7","lines":[1,2.50]}""", answer.Summarize());
    }

    [Theory]
    [InlineData("\",\"user\":\"oops")]
    [InlineData("\\")]
    [InlineData("</script>")]
    public async Task Post_ValueThatWantsToBreakOut_StaysAString(string agent)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", Echo)
            .WithRequestTemplate(Json, """{"agent":"<{{ input.params("X-Agent") }}>","again":{{ input.params("X-Agent") }}}"""));

        var answer = await app.SendAsync("POST", "/", ("X-Agent", agent));

        using var body = JsonDocument.Parse(answer.Body["application/json ".Length..]);
        Assert.Equal(["agent", "again"], body.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(($"<{agent}>", agent), (body.RootElement.GetProperty("agent").GetString(), body.RootElement.GetProperty("again").GetString()));
    }

    [Theory]
    [InlineData(PassthroughBehavior.WhenNoMatch, "application/json", true, "200 application/json {\"t\":1}")]
    [InlineData(PassthroughBehavior.WhenNoMatch, null, true, "200 application/json {\"t\":1}")]
    [InlineData(PassthroughBehavior.WhenNoMatch, "application/xml", true, "200 application/xml body")]
    [InlineData(PassthroughBehavior.WhenNoTemplates, "application/xml", true, "415 media_type_unsupported")]
    [InlineData(PassthroughBehavior.WhenNoTemplates, "application/xml", false, "200 application/xml body")]
    [InlineData(PassthroughBehavior.Never, "application/json; charset=utf-8", true, "200 application/json {\"t\":1}")]
    [InlineData(PassthroughBehavior.Never, "application/xml", true, "415 media_type_unsupported")]
    [InlineData(PassthroughBehavior.Never, "application/json", false, "415 media_type_unsupported")]
    public async Task Post_ContentType_PassesOrNotAsTheReferenceSays(PassthroughBehavior behavior, string? contentType, bool hasTemplate, string expected)
    {
        await using var app = await MappedApp.StartAsync(app =>
        {
            var endpoint = app.MapPost("/", Echo).WithPassthrough(behavior);
            if (hasTemplate)
            {
                endpoint.WithRequestTemplate(Json, """{"t":1}""");
            }
        });

        Assert.Equal(expected, (await app.PostAsync("/", "body", contentType)).Summarize());
    }

    [Fact]
    public async Task Post_DefaultTemplate_IsForAllOthers()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", Echo)
            .WithRequestTemplate("$default", """{"default":true}""")
            .WithRequestTemplate("text/plain", "plain"));

        Assert.Equal("""200 application/json {"default":true}""", (await app.PostAsync("/", "x", "application/xml")).Summarize());
        Assert.Equal("200 text/plain plain", (await app.PostAsync("/", "x", "text/plain")).Summarize());
    }

    [Fact]
    public async Task Post_TemplateThatReadsNoBody_NeverParsesIt()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", Echo)
            .WithRequestTemplate(Json, """{"agent":{{ input.params("X-Agent") }}}"""));

        Assert.Equal("""200 application/json {"agent":"a"}""", (await app.SendAsync("POST", "/", ("X-Agent", "a"))).Summarize());
        Assert.Equal(200, (await app.PostAsync("/", "{broken")).Status);
    }

    [Theory]
    [InlineData("""{"a":{{ input.body.a }}}""", "{broken", "400 body_invalid\nbody  json: JSON in UTF-8 (RFC 8259)", null)]
    [InlineData("""{"a":[{{ for x in input.body }}{{ x }},{{ end }}]}""", "[1,2]", "500 mapping_failed", "its template wrote what is no JSON")]
    [InlineData("""{{ while true }}{{ end }}1""", "{}", "500 mapping_failed", "its template takes more steps, depth or bytes than Mapping allows")]
    public async Task Post_WhatCannotBeRendered_IsRefusedByWhoeverIsToBlame(string template, string body, string expected, string? log)
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", Echo).WithRequestTemplate(Json, template));

        Assert.Equal(expected, (await app.PostAsync("/", body)).Summarize());
        Assert.Equal(log is not null, app.Logs.Entries.Any(entry => entry.Id.Id == 1601 && entry.Message.Contains(log!, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Post_ParametersAndTemplate_TemplateSeesTheCallersRequest()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapPost("/", async (HttpContext context) =>
                $"{context.Request.Headers["X-A"]} {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}")
            .WithRequestParameters(map => map.Header("X-A", "method.request.body.a"))
            .WithRequestTemplate(Json, """{"was":{{ input.params("X-A") }}}"""));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("""{"a":"mapped"}""", null, Json) };
        request.Headers.Add("X-A", "sent");

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("""mapped {"was":"sent"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_ResponseTemplate_IsChosenByStatusAndAccept()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/{status}", (int status) => Results.Json(new { name = "<Cups>" }, statusCode: status))
            .WithResponseTemplate("404", Json, """{"gone":true}""")
            .WithResponseTemplate(@"2\d{2}", Json, """{"is":{{ input.body.name }}}""")
            .WithResponseTemplate(@"2\d{2}", "application/xml", "<is>{{ input.body.name }}</is>"));

        Assert.Equal("""200 {"is":"<Cups>"}""", Unescape(await app.AskAsync("/200")));
        Assert.Equal("200 <is>&lt;Cups&gt;</is>", (await app.SendAsync("GET", "/200", ("Accept", "application/json;q=0.5, application/xml"))).Summarize());
        Assert.Equal("application/xml", (await app.SendAsync("GET", "/200", ("Accept", "application/xml")))["Content-Type"]);
        Assert.Equal("""404 {"gone":true}""", (await app.AskAsync("/404")).Summarize());
        Assert.Equal(409, (await app.AskAsync("/409")).Status);
        Assert.Equal("<Cups>", JsonDocument.Parse((await app.AskAsync("/409")).Body).RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Start_WrongTemplates_SayFileLineAndColumn()
    {
        var errors = await StartAttempt.GetErrorsAsync(
            _ => { },
            app =>
            {
                app.MapPost("/a", () => "ok").WithRequestTemplate(Json, "{\n  \"a\": {{ include 'x' }} }");
                app.MapPost("/b", () => "ok").WithRequestTemplateFile(Json, "templates/none.json");
                app.MapPost("/c", () => "ok").WithRequestTemplate("application/octet-stream", "x");
                app.MapPost("/d", () => "ok").WithRequestTemplate(Json, "{}").WithRequestMapping<string, string>((text, _) => text);
            });

        Assert.Equal(4, errors.Count);
        Assert.Contains(errors, error => error.StartsWith("Endpoint 'POST /a': its request template for 'application/json' cannot be used: the template(2,", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("file 'templates/none.json' is not there; looked for at '", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("how values are encoded in 'application/octet-stream' is not known", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.Contains("it has request templates and typed request mappings; use one of the two", StringComparison.Ordinal));
    }

    // As a delegate: as a method it would be taken for a RequestDelegate, and what it returns would go nowhere.
    private static Delegate Echo => EchoAsync;

    private static async Task<string> EchoAsync(HttpContext context) =>
        $"{context.Request.ContentType} {await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}";

    private static string Unescape(Answer answer) => $"{answer.Status} {System.Text.RegularExpressions.Regex.Unescape(answer.Body)}";
}
