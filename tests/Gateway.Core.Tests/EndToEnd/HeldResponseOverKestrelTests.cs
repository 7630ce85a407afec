using System.Globalization;
using System.Text;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Responses that a step holds back, beside the same ones that nobody does.</summary>
public class HeldResponseOverKestrelTests
{
    public static readonly TheoryData<string, HttpProtocols> KindsAndProtocols = new MatrixTheoryData<string, HttpProtocols>(
        ["held", "nested"], [HttpProtocols.Http1, HttpProtocols.Http2]);

    [Theory]
    [MemberData(nameof(KindsAndProtocols))]
    public async Task Get_EveryWayToAnswer_IsTheSameWithItsLengthSaid(string kind, HttpProtocols protocols)
    {
        await using var app = await CapturingApp.StartAsync(protocols);
        foreach (var path in CapturingApp.Paths)
        {
            var bare = await app.SendAsync($"/bare/{path}");

            var held = await app.SendAsync($"/{kind}/{path}");

            Assert.Equal((path, bare.Described), (path, held.Described));
            Assert.Equal(bare.Body, held.Body);
            var length = held.Body.Length > 0 ? held.Body.Length.ToString(CultureInfo.InvariantCulture) : bare["Content-Length"];
            Assert.Equal((path, length, null), (path, held["Content-Length"], held["Transfer-Encoding"]));
            Assert.Equal(ResponseCaptureState.Captured, (await app.Log.NextAsync()).State);
            _ = kind == "nested" ? await app.Log.NextAsync() : null;
        }

        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Theory]
    [MemberData(nameof(KindsAndProtocols))]
    public async Task Head_EveryWayToAnswer_HasTheHeadersOfAGetAndNoBody(string kind, HttpProtocols protocols)
    {
        await using var app = await CapturingApp.StartAsync(protocols);
        foreach (var path in CapturingApp.Paths)
        {
            var bare = await app.SendAsync($"/bare/{path}", "HEAD");

            var held = await app.SendAsync($"/{kind}/{path}", "HEAD");

            Assert.Equal((path, bare.Described, 0), (path, held.Described, held.Body.Length));
            var seen = await app.Log.NextAsync();
            _ = kind == "nested" ? await app.Log.NextAsync() : null;
            var length = seen.Text.Length > 0 ? (await app.SendAsync($"/bare/{path}")).Body.Length.ToString(CultureInfo.InvariantCulture) : bare["Content-Length"];
            Assert.Equal((path, length), (path, held["Content-Length"]));
        }
    }

    [Theory]
    [InlineData("bytes=0-99")]
    [InlineData("bytes=-1")]
    [InlineData("bytes=100000-")]
    public async Task Get_ARange_IsTheSame(string range)
    {
        await using var app = await CapturingApp.StartAsync();
        foreach (var path in new[] { "bytes", "file", "action-file" })
        {
            var bare = await app.SendAsync($"/bare/{path}", range: range);

            var held = await app.SendAsync($"/held/{path}", range: range);

            Assert.Equal((bare.Described, bare["Content-Length"]), (held.Described, held["Content-Length"]));
            Assert.Equal(bare.Body, held.Body);
        }
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Get_Replaced_IsTheOtherBodyAndNothingDescribesTheFirst(HttpProtocols protocols)
    {
        await using var app = await CapturingApp.StartAsync(protocols);

        var bytes = await app.SendAsync("/replaced/bytes");
        Assert.Equal(
            (200, CapturingApp.Replacement, "8", "W/\"tag\"", null),
            (bytes.Status, bytes.Text, bytes["Content-Length"], bytes["ETag"], bytes["Accept-Ranges"]));

        foreach (var path in CapturingApp.Paths)
        {
            var reply = await app.SendAsync($"/replaced/{path}");
            Assert.Equal((path, reply.Status is 204 or 205 or 304 ? "" : CapturingApp.Replacement), (path, reply.Text));
        }

        var head = await app.SendAsync("/replaced/length", "HEAD");
        Assert.Equal(("", "8"), (head.Text, head["Content-Length"]));
        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Get_HandlerThatIsWrongAboutItsLength_IsCorrected(HttpProtocols protocols)
    {
        await using var app = await CapturingApp.StartAsync(protocols, app => app.MapGet("/wrong/{length}", (long length, HttpContext context) =>
        {
            context.Response.ContentLength = length;
            return context.Response.WriteAsync("12345");
        }).WithGatewayMetadata(new Capturing()));

        foreach (var length in new[] { 0, 1, 5, 1_000 })
        {
            var reply = await app.SendAsync($"/wrong/{length}");
            Assert.Equal((200, "12345", "5"), (reply.Status, reply.Text, reply["Content-Length"]));
        }
    }

    [Fact]
    public async Task Get_SeveralOnOneConnection_EachHasItsOwn()
    {
        Stream? kept = null;
        await using var app = await CapturingApp.StartAsync(map: app =>
        {
            app.MapGet("/keep", (HttpContext context) =>
            {
                kept = context.Response.Body;
                return context.Response.WriteAsync("first");
            }).WithGatewayMetadata(new Capturing());
            app.MapGet("/then", async (HttpContext context) =>
            {
                await Assert.ThrowsAsync<ObjectDisposedException>(async () => await kept!.WriteAsync("of the first"u8.ToArray(), context.RequestAborted));
                await context.Response.WriteAsync("second");
            }).WithGatewayMetadata(new Capturing());
        });
        using var connection = await RawConnection.OpenAsync(app.App.Address);

        await connection.SendAsync(
            "GET /keep HTTP/1.1\r\nHost: a\r\n\r\nGET /then HTTP/1.1\r\nHost: a\r\n\r\nGET /then HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        var answers = await connection.ReadAsync();
        Assert.Equal(["first", "second", "second"], answers.Split("HTTP/1.1 200 OK")[1..].Select(answer => answer.Split("\r\n\r\n")[1]));
        Assert.DoesNotContain("chunked", answers, StringComparison.Ordinal);
        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Get_MoreThanTheCap_IsPassedOnOrRefused(HttpProtocols protocols)
    {
        const int Length = 1_000_000;
        await using var app = await CapturingApp.StartAsync(protocols, app =>
        {
            async Task WriteAsync(HttpContext context)
            {
                context.Response.Headers.ETag = "\"tag\"";
                foreach (var chunk in EncodedRequests.CreateBytes(Length).Chunk(10_000))
                {
                    await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
                }
            }

            app.MapGet("/pass", WriteAsync).WithGatewayMetadata(new Capturing(15_000, ResponseOverflow.PassThrough));
            app.MapGet("/refuse", WriteAsync).WithGatewayMetadata(new Capturing(15_000));
            app.MapGet("/both", WriteAsync).WithGatewayMetadata(new Capturing(1_000_000, ResponseOverflow.PassThrough)).WithGatewayMetadata(new Capturing(15_000));
        });

        var passed = await app.SendAsync("/pass");
        Assert.Equal((200, null, "\"tag\""), (passed.Status, passed["Content-Length"], passed["ETag"]));
        Assert.Equal(EncodedRequests.CreateBytes(Length), passed.Body);
        Assert.Equal(ResponseCaptureState.PassedThrough, (await app.Log.NextAsync()).State);
        foreach (var path in new[] { "/refuse", "/both" })
        {
            var refused = await app.SendAsync(path);
            Assert.Equal(500, refused.Status);
            Assert.Contains("\"reason\":\"response_invalid\"", refused.Text, StringComparison.Ordinal);
            Assert.Equal(ResponseCaptureState.TooLarge, (await app.Log.NextAsync()).State);
        }

        Assert.Equal(ResponseCaptureState.Discarded, (await app.Log.NextAsync()).State);
        Assert.InRange(app.Pool.MostBytes, 1, 15_000);
        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Fact]
    public async Task Get_ClientGoesAway_EndsQuietly()
    {
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var app = await CapturingApp.StartAsync(map: app => app.MapGet("/wait", async (HttpContext context) =>
        {
            await context.Response.Body.WriteAsync(new byte[50_000]);
            var aborted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = context.RequestAborted.Register(aborted.SetResult);
            entered.SetResult();
            await aborted.Task;
            await context.Response.Body.WriteAsync(new byte[1_000]);
        }).WithGatewayMetadata(new Capturing()));
        using var connection = await RawConnection.OpenAsync(app.App.Address);

        await connection.SendAsync("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n");
        await entered.Task.InTime();
        connection.Reset();

        Assert.Equal((ResponseCaptureState.Captured, 51_000), await StateAndLengthAsync(app));
        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
        Assert.DoesNotContain(app.App.Logs.Entries, entry => entry.Level >= Microsoft.Extensions.Logging.LogLevel.Warning);
    }

    [Fact]
    public async Task Get_HandlerAborts_CutsTheConnection()
    {
        await using var app = await CapturingApp.StartAsync(map: app => app.MapGet("/abort", async (HttpContext context) =>
        {
            await context.Response.WriteAsync("held");
            context.Abort();
        }).WithGatewayMetadata(new Capturing()));

        await Assert.ThrowsAsync<HttpRequestException>(() => app.SendAsync("/abort"));

        await app.DisposeAsync();
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Fact]
    public async Task Get_OldVersionOfHttp_HasALength()
    {
        await using var app = await CapturingApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.App.Address);

        await connection.SendAsync("GET /held/mixed HTTP/1.0\r\nHost: a\r\n\r\n");

        var answer = await connection.ReadAsync();
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 3\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\nabc", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/bare/later")]
    [InlineData("/held/later")]
    public async Task Get_HandlerWritesOnWithoutWaiting_NeverReachesAnotherResponse(string path)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task WriteLaterAsync(HttpContext context)
        {
            var body = context.Features.Get<IHttpResponseBodyFeature>()!.Stream;
            var writing = Task.Run(async () =>
            {
                await release.Task.InTime();
                late.SetResult(await Record.ExceptionAsync(async () => await body.WriteAsync("too late"u8.ToArray())));
            });
            await context.Response.WriteAsync($"in time {writing.IsCompleted}");
        }

        await using var app = await CapturingApp.StartAsync(map: app =>
        {
            app.MapGet("/bare/later", WriteLaterAsync);
            app.MapGet("/held/later", WriteLaterAsync).WithGatewayMetadata(new Capturing());
        });

        Assert.Equal("in time False", (await app.SendAsync(path)).Text);
        await app.SendAsync("/held/text");
        release.SetResult();
        Assert.IsType<ObjectDisposedException>(await late.Task.InTime());
    }

    private static async Task<(ResponseCaptureState State, int Length)> StateAndLengthAsync(CapturingApp app)
    {
        var captured = await app.Log.NextAsync();
        return (captured.State, Encoding.UTF8.GetByteCount(captured.Text));
    }
}
