using System.Text.Json;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Rejections;

public class ResponseTemplateTests
{
    [Theory]
    [InlineData("$context.stage", "prod")]
    [InlineData("${context.stage}x", "prodx")]
    [InlineData("in $context.stage.", "in prod.")]
    [InlineData("$stageVariables.table/$stageVariables.nothing/", "orders//")]
    [InlineData("$method.request.header.x-a $method.request.querystring.q $method.request.path.id", "one two 5")]
    [InlineData("costs $5 ${context.stage $$context.stage $other", "costs $5 ${context.stage $prod $other")]
    [InlineData("", "")]
    public async Task Render_Body_SubstitutesVariables(string template, string body)
    {
        await using var app = await StartAsync(response => response.Templates["text/plain"] = template);

        Assert.Equal(body, (await app.SendAsync("GET", "/orders/5?q=two", ("x-a", "one"))).Body);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/problem+json")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Render_HostileValueInJson_StaysInsideItsString(string mediaType)
    {
        await using var app = await StartAsync(response => response.Templates[mediaType] =
            """{"h":"$method.request.header.x-a","q":"$method.request.querystring.q","m":$context.error.messageString}""");

        var answer = await app.SendAsync("GET", "/orders/5?q=%22%2C%22x%22%3A%22y%5C%0D%0A%00%ED%A0%80", ("x-a", "\",\"x\":\"y"));
        using var body = JsonDocument.Parse(answer.Body);

        Assert.Equal(["h", "q", "m"], body.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("\",\"x\":\"y", body.RootElement.GetProperty("h").GetString());
        Assert.StartsWith("\",\"x\":\"y\\\r\n\0", body.RootElement.GetProperty("q").GetString(), StringComparison.Ordinal);
        Assert.Equal("A valid API key is required.", body.RootElement.GetProperty("m").GetString());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("application/xml")]
    public async Task Render_HostileValueInMarkup_IsEncoded(string mediaType)
    {
        await using var app = await StartAsync(response => response.Templates[mediaType] = "<p>$method.request.header.x-a</p>");

        Assert.Equal("<p>&lt;script&gt;&quot;&amp;</p>", (await app.SendAsync("GET", "/orders/5", ("x-a", "<script>\"&"))).Body);
    }

    [Fact]
    public async Task Render_ControlCharactersInAHeader_AreDropped()
    {
        await using var app = await StartAsync(response =>
        {
            response.Headers["x-q"] = "method.request.querystring.q";
            response.Headers["x-constant"] = "'a\r\nb'";
            response.Headers["x-id"] = "context.requestId";
        });

        var answer = await app.AskAsync("/orders/5?q=a%0D%0Ax-injected:%201%00%7F%E2%82%ACb");

        Assert.Equal(("ax-injected: 1b", "ab", null), (answer["x-q"], answer["x-constant"], answer["x-injected"]));
        Assert.Equal(answer["x-request-id"], answer["x-id"]);
    }

    [Theory]
    [InlineData("POST /orders/5 HTTP/1.1\r\nHost: a\r\nx-a: a\0b\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("POST /orders/5 HTTP/1.1\r\nHost: a\r\nx-a: a\rb\r\nContent-Length: 0\r\n\r\n")]
    public async Task Render_ControlCharactersInARequestHeader_DoNotReachTheTemplate(string request)
    {
        await using var app = await StartAsync(response => response.Headers["x-echo"] = "method.request.header.x-a");
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync(request);

        Assert.StartsWith("HTTP/1.1 400 ", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "json")]
    [InlineData("*/*", "xml")]
    [InlineData("text/html", "html")]
    [InlineData("text/*", "html")]
    [InlineData("application/json;q=0.1, text/html;q=0.9", "html")]
    [InlineData("text/html;q=0, application/xml", "xml")]
    [InlineData("text/html;q=0", "json")]
    [InlineData("image/png", "json")]
    [InlineData("not a media type", "json")]
    public async Task Select_Accept_ChoosesTheTemplate(string? accept, string body)
    {
        await using var app = await StartAsync(response =>
        {
            response.Templates["application/xml"] = "xml";
            response.Templates["text/html"] = "html";
            response.Templates["application/json"] = "json";
        });

        Assert.Equal(body, (await app.SendAsync("GET", "/orders/5", accept is null ? [] : [("Accept", accept)])).Body);
    }

    [Fact]
    public async Task Select_NoAcceptAndJsonWithCharset_TakesTheJson()
    {
        await using var app = await StartAsync(response =>
        {
            response.Templates["application/xml"] = "xml";
            response.Templates["application/json; charset=utf-8"] = "json";
        });

        Assert.Equal("json", (await app.AskAsync("/orders/5")).Body);
    }

    [Fact]
    public async Task Select_NoAcceptAndNoJson_TakesTheFirst()
    {
        await using var app = await StartAsync(response => response.Templates["text/html"] = "html");

        Assert.Equal(("html", "text/html"), ((await app.AskAsync("/orders/5")).Body, (await app.AskAsync("/orders/5"))["Content-Type"]));
    }

    [Theory]
    [InlineData("$context.nothing", "'context.nothing' is not a context variable. Known: accountId, apiId, ")]
    [InlineData("${context.Stage}", "'context.Stage' is not a context variable. Known: accountId, apiId, ")]
    [InlineData("$method.request.body", "'method.request.body' must be method.request.header.name, method.request.querystring.name or ")]
    [InlineData("$method.request.cookie.a", "'method.request.cookie.a' must be method.request.header.name, method.request.querystring.name or ")]
    public async Task Parse_UnknownVariableInABody_StopsTheStart(string template, string error)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(
            () => StartAsync(response => response.Templates["text/plain"] = template));

        Assert.StartsWith("ApiGateway:Rejections:api_key_invalid:Templates:text/plain: " + error, Assert.Single(exception.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-store", "the value 'no-store' must be a constant in single quotes, or a variable such as context.requestId.")]
    [InlineData("'", "the value ''' must be a constant in single quotes, or a variable such as context.requestId.")]
    [InlineData("", "the value '' must be a constant in single quotes, or a variable such as context.requestId.")]
    public async Task Parse_HeaderNeitherConstantNorVariable_StopsTheStart(string value, string error)
    {
        var exception = await Assert.ThrowsAsync<GatewayConfigurationException>(() => StartAsync(response => response.Headers["x-a"] = value));

        Assert.Equal(["ApiGateway:Rejections:api_key_invalid:Headers:x-a: " + error], exception.Errors);
    }

    private static Task<GatewayApp> StartAsync(Action<RejectionOptions> configure) => GatewayApp.StartAsync(
        gateway =>
        {
            ThreeFeatures.Add(gateway);
            gateway.ConfigureRejection(RejectionReason.ApiKeyInvalid, configure);
        },
        app => app.MapGet("/orders/{id}", ThreeFeatures.Describe).WithThreeFeatures());
}
