using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Rejections;

public class RejectionWriterTests
{
    [Fact]
    public async Task RejectAsync_NoKey_WritesProblemDetailsWithAChallenge()
    {
        await using var app = await StartAsync();

        var answer = await app.AskAsync("/orders");

        Assert.Equal(
            """{"type":"https://tools.ietf.org/html/rfc9110#section-15.5.2","title":"Unauthorized","status":401"""
            + ""","detail":"A valid API key is required.","reason":"api_key_invalid"}""",
            answer.Body);
        Assert.Equal((401, "application/problem+json", "ApiKey"), (answer.Status, answer["Content-Type"], answer["WWW-Authenticate"]));
        Assert.Equal($"{answer.Body.Length}", answer["Content-Length"]);
        Assert.Null(answer["Retry-After"]);
        Assert.Null(answer["x-amzn-ErrorType"]);
    }

    [Theory]
    [InlineData(0.1, "10")]
    [InlineData(0.3, "4")]
    [InlineData(3, "1")]
    [InlineData(0.01, "100")]
    public async Task RejectAsync_RateExceeded_RoundsRetryAfterUpToSeconds(double rate, string retryAfter)
    {
        await using var app = await StartAsync(rate: rate);
        await app.AskAsync("/orders", TestKeys.Alice);

        var answer = await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal((429, retryAfter, null), (answer.Status, answer["Retry-After"], answer["WWW-Authenticate"]));
        Assert.Contains("\"type\":\"https://tools.ietf.org/html/rfc6585#section-4\",\"title\":\"Too Many Requests\"", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectAsync_ReferencesMode_WritesItsBodiesAndErrorTypes()
    {
        await using var app = await StartAsync(GatewayMode.AmazonApiGateway, rate: 0.1);

        var missing = await app.AskAsync("/orders");
        await app.AskAsync("/orders", TestKeys.Alice);
        var throttled = await app.AskAsync("/orders", TestKeys.Alice);

        Assert.Equal((403, """{"message":"Forbidden"}""", "ForbiddenException"), (missing.Status, missing.Body, missing["x-amzn-ErrorType"]));
        Assert.Equal(("application/json", null), (missing["Content-Type"], missing["WWW-Authenticate"]));
        Assert.Equal(
            (429, """{"message":"Too Many Requests"}""", "TooManyRequestsException"), (throttled.Status, throttled.Body, throttled["x-amzn-ErrorType"]));
    }

    [Theory]
    [InlineData(GatewayMode.Standard, """{"type":"about:blank","title":"Conflict","status":409,"detail":"The own step refuses.","reason":"own_refusal"}""")]
    [InlineData(GatewayMode.AmazonApiGateway, """{"message":"The own step refuses."}""")]
    public async Task RejectAsync_ReasonOfAnotherPackage_IsWrittenInTheModesForm(GatewayMode mode, string body)
    {
        await using var app = await StartAsync(mode);

        var answer = await app.SendAsync("GET", "/orders", ("x-api-key", TestKeys.Alice), ("x-refuse", "yes"));

        Assert.Equal((409, body, null), (answer.Status, answer.Body, answer["x-amzn-ErrorType"]));
    }

    [Theory]
    [InlineData(GatewayMode.Standard, "encoding_unsupported", "gzip, deflate, br")]
    [InlineData(GatewayMode.Standard, "media_type_unsupported", null)]
    [InlineData(GatewayMode.AmazonApiGateway, "encoding_unsupported", null)]
    public async Task RejectAsync_UnsupportedMedia_SaysWhichEncodingsWouldBeRight(GatewayMode mode, string reason, string? acceptEncoding)
    {
        await using var app = await StartAsync(mode);

        var answer = await app.AskAsync("/unsupported/" + reason);

        Assert.Equal((415, acceptEncoding), (answer.Status, answer["Accept-Encoding"]));
    }

    [Fact]
    public async Task RejectAsync_Head_SendsTheHeadersAlone()
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("HEAD /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        var text = await connection.ReadAsync();

        Assert.StartsWith("HTTP/1.1 401 Unauthorized\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length: 0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RejectAsync_ResponseStarted_CutsTheConnectionAndWarns()
    {
        await using var app = await StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
        var text = await ReadUntilCutAsync(connection);

        Assert.DoesNotContain("\r\n0\r\n\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("own_refusal", text, StringComparison.Ordinal);
        var warning = Assert.Single(app.Logs.Entries, entry => entry.Id.Id == 1001 && IsOurs(entry));
        Assert.Equal(
            (LogLevel.Warning, "Endpoint 'GET /late' refused a request (own_refusal) after its response had started; the connection was cut."),
            (warning.Level, warning.Message));
    }

    [Fact]
    public async Task RejectAsync_AnyRefusal_IsCountedOnceAndLoggedAtDebugWithoutTheKey()
    {
        await using var app = await StartAsync();
        using var counter = new RejectionCounter(app);

        await app.AskAsync("/orders", TestKeys.Carol);
        await app.SendAsync("GET", "/orders", ("x-api-key", TestKeys.Alice), ("x-refuse", "yes"));

        Assert.Equal(
            [
                "gateway.stage=prod gateway.route=GET,HEAD /orders gateway.reason=api_key_invalid",
                "gateway.stage=prod gateway.route=GET,HEAD /orders gateway.reason=own_refusal gateway.plan=free",
            ],
            counter.Counted);
        Assert.Equal(2, app.Logs.Entries.Count(entry => entry.Id.Id == 1000 && IsOurs(entry) && entry.Level == LogLevel.Debug));
        Assert.DoesNotContain(app.Logs.Entries, entry => IsOurs(entry)
            && (entry.Message.Contains(TestKeys.Alice, StringComparison.Ordinal) || entry.Message.Contains(TestKeys.Carol, StringComparison.Ordinal)));
    }

    private static bool IsOurs(CapturedLogs.Entry entry) => entry.Category.StartsWith("Gateway.", StringComparison.Ordinal);

    private static async Task<string> ReadUntilCutAsync(RawConnection connection)
    {
        try
        {
            return await connection.ReadAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static Task<GatewayApp> StartAsync(GatewayMode mode = GatewayMode.Standard, double rate = 1_000) => GatewayApp.StartAsync(
        gateway =>
        {
            ThreeFeatures.Add(gateway);
            gateway.AddUsagePlan("free", plan => plan.Rate(rate).Burst(rate < 1_000 ? 1 : 1_000));
            gateway.Services.AddApiGateway(options => options.Mode = mode);
        },
        app =>
        {
            app.MapMethods("/orders", ["GET", "HEAD"], ThreeFeatures.Describe).WithThreeFeatures();
            app.MapGet("/unsupported/{reason}", (HttpContext context, string reason) =>
                context.GetGateway().RejectAsync(RejectionReasonTable.All.Single(known => known.Name == reason))).WithStage("prod");
            app.MapGet("/late", async (HttpContext context) =>
            {
                await context.Response.WriteAsync("part of an answer", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await context.GetGateway().RejectAsync(OwnStep.Reason);
            }).WithStage("prod");
        });
}
