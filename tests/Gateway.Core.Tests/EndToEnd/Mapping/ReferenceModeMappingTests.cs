using System.Text;
using Gateway.Core.Mapping;
using Gateway.Core.Pipeline;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd.Mapping;

/// <summary>Amazon API Gateway's mode.</summary>
public class ReferenceModeMappingTests
{
    private static readonly byte[] NoText = [0xFF, 0x00, 0x80, (byte)'a'];

    [Fact]
    public async Task Get_ClientsHeaders_AreDroppedButThoseOfTheServer()
    {
        await using var app = await StartAsync(app => app.MapGet("/", (HttpContext context) => string.Join(' ', context.Request.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase)))
            .WithRequestParameters(map => map
                .Header("X-To", "'1'").Header("Server", "'mine'").Header("Via", "'mine'").Header("TE", "'mine'").Header("X-Max", "method.request.header.Max-Forwards")
                .Header("X-Own", "method.request.header.Max-Forwards")));
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("GET / HTTP/1.1\r\nHost: a\r\nVia: 1.1 b\r\nContent-MD5: c\r\nMax-Forwards: 3\r\nProxy-Authenticate: d\r\nServer: e\r\n"
            + "TE: trailers\r\nTrailer: X\r\nWWW-Authenticate: f\r\nAccept: */*\r\nReferer: g\r\nX-Own: mine\r\nConnection: close\r\n\r\n");

        Assert.Contains("\r\nAccept Host Referer Server X-Own X-To\r\n", await connection.ReadAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_StandardMode_DropsNothing()
    {
        await using var app = await MappedApp.StartAsync(app => app.MapGet("/", (HttpContext context) => string.Join(' ', context.Request.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase)))
            .WithRequestParameters(map => map.Header("X-To", "'1'")));

        Assert.Equal("Host Max-Forwards Via X-To", (await app.SendAsync("GET", "/", ("Via", "1.1 b"), ("Max-Forwards", "3"))).Body);
    }

    [Fact]
    public async Task Post_ContentEncoding_IsTakenOff()
    {
        await using var app = await StartAsync(app => app.MapPost("/", async (HttpContext context) =>
                $"{context.Request.Headers.ContentEncoding}|{await new StreamReader(context.Request.Body).ReadToEndAsync(context.RequestAborted)}")
            .WithRequestParameters(map => map.Header("X-To", "'1'")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoded.As("gzip", "plain"u8.ToArray())) };
        request.Content.Headers.ContentEncoding.Add("gzip");

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("|plain", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_ResponseHeaders_AreRenamed()
    {
        await using var app = await StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                var headers = context.Response.Headers;
                headers.Server = "handler";
                headers.Date = "yesterday";
                headers.WWWAuthenticate = "Basic";
                headers["x-amzn-RequestId"] = "inner";
                headers.Via = "1.1 inner";
                headers.Age = "7";
                return "ok";
            })
            .WithResponseParameters(map => map.Header("Authorization", "'mapped'").Header("Content-Length", "'1'").Header("Transfer-Encoding", "'x'").Header("Accept", "'there'")));

        var answer = await app.AskAsync("/");

        string[] names = ["x-amzn-Remapped-Server", "x-amzn-Remapped-Date", "x-amzn-Remapped-WWW-Authenticate", "x-amzn-Remapped-x-amzn-requestid", "Age",
            "x-amzn-Remapped-Authorization", "x-amzn-Remapped-Content-Length", "Accept", "WWW-Authenticate", "Via", "Authorization", "x-amzn-Remapped-Via"];
        Assert.Equal(
            ["handler", "yesterday", "Basic", "inner", "7", "mapped", "1", "there", null, null, null, null],
            names.Select(name => answer[name]));
        Assert.NotEqual("inner", answer["x-amzn-RequestId"]);
        Assert.Equal((200, "ok"), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Get_RemovedHeader_IsGoneUnderEveryName()
    {
        await using var app = await StartAsync(app => app.MapGet("/", (HttpContext context) =>
            {
                context.Response.Headers.WWWAuthenticate = "Basic";
                return "ok";
            })
            .WithResponseParameters(map => map.RemoveHeader("WWW-Authenticate")));

        var answer = await app.AskAsync("/");

        Assert.Equal((null, null), (answer["WWW-Authenticate"], answer["x-amzn-Remapped-WWW-Authenticate"]));
    }

    [Fact]
    public async Task Post_ContentHandling_GoesByWhatTheCallerHasSent()
    {
        await using var app = await StartAsync(app => app.MapPost("/", () => Results.Bytes([0xFF], "image/png"))
            .WithRequestParameters(map => map.Header("Accept", "'application/json'").Header("Content-Type", "'image/png'"))
            .WithContentHandling(ContentHandling.ConvertToBinary));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(NoText) };
        request.Headers.TryAddWithoutValidation("Accept", "image/png");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "text/plain");

        using var refused = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        using var other = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("YWI=") };
        other.Headers.TryAddWithoutValidation("Accept", "image/png");
        using var passed = await app.Client.SendAsync(other, TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)refused.StatusCode);
        Assert.Equal([0xFF], await passed.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains(app.Logs.Entries, entry => entry.Id.Id == 1601);
    }

    [Theory]
    [InlineData(404, 410, null)]
    [InlineData(200, 500, "Internal server error")]
    public async Task Get_StatusThatNothingIsFor_Becomes500(int status, int expected, string? message)
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => Results.Text("secret", statusCode: status))
            .WithResponseParameters("404", map => map.Status(410)));

        var answer = await app.AskAsync("/");

        Assert.Equal((expected, message is null ? "secret" : $$"""{"message":"{{message}}"}"""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Get_DefaultWithoutPattern_IsForAllOthers()
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => Results.Text("body", statusCode: 400))
            .WithResponseParameters("404", map => map.Status(410))
            .WithResponseParameters(map => map.Status(200)));

        Assert.Equal((200, "body"), ((await app.AskAsync("/")).Status, (await app.AskAsync("/")).Body));
    }

    [Fact]
    public async Task Post_BrokenJson_HasTheReferencesMessage()
    {
        await using var app = await StartAsync(app => app.MapPost("/", () => "reached").WithRequestParameters(map => map.Header("X-To", "method.request.body.a")));

        Assert.Equal("""400 {"message":"Invalid JSON in request body"}""", (await app.PostAsync("/", "{\"a\"")).Summarize());
    }

    [Theory]
    [InlineData("text/plain", ContentHandling.ByMediaType, "ÿ", "EFBFBD00EFBFBD61")]
    [InlineData("text/plain", ContentHandling.ConvertToText, "ÿ", "EFBFBD00EFBFBD61")]
    [InlineData("text/plain", ContentHandling.ConvertToBinary, "YWI=", "6162")]
    [InlineData("text/plain", ContentHandling.ConvertToBinary, "ÿ", null)]
    [InlineData("image/png", ContentHandling.ByMediaType, "ÿ", "FF008061")]
    [InlineData("image/png", ContentHandling.ConvertToBinary, "ÿ", "FF008061")]
    [InlineData("image/png", ContentHandling.ConvertToText, "ÿ", "2F77434159513D3D")]
    public async Task Post_Binary_FollowsTheTable(string contentType, ContentHandling handling, string body, string? expected)
    {
        await using var app = await StartAsync(app => app.MapPost("/", async (HttpContext context) =>
            {
                using var memory = new MemoryStream();
                await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
                return $"{context.Request.ContentLength} {Convert.ToHexString(memory.ToArray())}";
            })
            .WithContentHandling(request: handling));

        var answer = await app.PostAsync("/", body == "ÿ" ? NoText : Encoding.ASCII.GetBytes(body), contentType);

        Assert.Equal(expected is null ? (500, """{"message":"Internal server error"}""") : (200, $"{expected.Length / 2} {expected}"), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("text/plain", "text/plain", ContentHandling.ByMediaType, "FF61", "EFBFBD61")]
    [InlineData("text/plain", null, ContentHandling.ConvertToText, "FF61", "EFBFBD61")]
    [InlineData("text/plain", "text/plain", ContentHandling.ConvertToBinary, "59513D3D", "61")]
    [InlineData("text/plain", "text/plain", ContentHandling.ConvertToBinary, "FF61", null)]
    [InlineData("text/plain", "image/png", ContentHandling.ByMediaType, "59513D3D", "61")]
    [InlineData("text/plain", "image/png, */*", ContentHandling.ByMediaType, "FF61", null)]
    [InlineData("text/plain", "image/png", ContentHandling.ConvertToText, "FF61", "EFBFBD61")]
    [InlineData("image/png", "text/plain, image/png", ContentHandling.ByMediaType, "61", "59513D3D")]
    [InlineData("image/png", null, ContentHandling.ConvertToText, "61", "59513D3D")]
    [InlineData("image/png", "text/plain", ContentHandling.ConvertToBinary, "FF", "FF")]
    [InlineData("image/gif", "image/png", ContentHandling.ByMediaType, "FF", "FF")]
    [InlineData("image/png", "image/png", ContentHandling.ConvertToText, "61", "59513D3D")]
    public async Task Get_Binary_FollowsTheTable(string contentType, string? accept, ContentHandling handling, string body, string? expected)
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => Results.Bytes(Convert.FromHexString(body), contentType))
            .WithContentHandling(response: handling));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected is null ? (500, """{"message":"Internal server error"}""") : (200, expected),
            ((int)response.StatusCode, expected is null ? Encoding.UTF8.GetString(bytes) : Convert.ToHexString(bytes)));
    }

    [Fact]
    public async Task Get_BinaryTypeTakenOutByConfiguration_IsText()
    {
        await using var app = await MappedApp.StartAsync(
            app => app.MapGet("/", () => Results.Bytes("a"u8.ToArray(), "image/png")).WithContentHandling(response: ContentHandling.ConvertToText),
            GatewayMode.AmazonApiGateway,
            options => options.Mapping.BinaryMediaTypes["image/png"] = false);

        Assert.Equal("a", (await app.AskAsync("/")).Body);
    }

    private static Task<GatewayApp> StartAsync(Action<WebApplication> map) => MappedApp.StartAsync(
        map, GatewayMode.AmazonApiGateway, options => options.Mapping.BinaryMediaTypes["image/*"] = true);
}
