using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Json;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Bodies;

public class RequestBodyTests
{
    private const int MaxBytes = 600_000;

    [Theory]
    [InlineData("/json", HttpProtocols.Http1)]
    [InlineData("/json", HttpProtocols.Http2)]
    [InlineData("/controller", HttpProtocols.Http1)]
    [InlineData("/controller", HttpProtocols.Http2)]
    public async Task PeekAsync_HandlerBindsJson_FindsTheSameBytes(string path, HttpProtocols protocols)
    {
        await using var app = await StartAsync(protocols);
        foreach (var length in new[] { 1, 5_000, 500_000 })
        {
            var name = new string('n', length);

            using var response = await SendAsync(app, path, JsonContent.Create(new Order(name)), protocols);

            Assert.Equal($"\"{name}\"", "\"" + (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim('"') + "\"");
        }
    }

    [Theory]
    [InlineData("/stream", HttpProtocols.Http1, false)]
    [InlineData("/stream", HttpProtocols.Http1, true)]
    [InlineData("/stream", HttpProtocols.Http2, false)]
    [InlineData("/pipe", HttpProtocols.Http1, false)]
    [InlineData("/pipe", HttpProtocols.Http1, true)]
    [InlineData("/pipe", HttpProtocols.Http2, false)]
    [InlineData("/buffering/stream", HttpProtocols.Http1, false)]
    [InlineData("/buffering/pipe", HttpProtocols.Http1, false)]
    [InlineData("/wrapping/stream", HttpProtocols.Http1, false)]
    [InlineData("/wrapping/pipe", HttpProtocols.Http1, false)]
    public async Task PeekAsync_HandlerReadsBytes_FindsTheSameOnes(string path, HttpProtocols protocols, bool isChunked)
    {
        await using var app = await StartAsync(protocols);
        foreach (var length in new[] { 0, 1, 100_000, MaxBytes })
        {
            var bytes = CreateBytes(length);

            using var response = await SendAsync(app, path, new ByteArrayContent(bytes), protocols, isChunked);

            Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal(length.ToString(System.Globalization.CultureInfo.InvariantCulture), response.Headers.GetValues("x-peeked").Single());
        }
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, false)]
    [InlineData(HttpProtocols.Http1, true)]
    [InlineData(HttpProtocols.Http2, false)]
    [InlineData(HttpProtocols.Http2, true)]
    public async Task PeekAsync_OneByteOverTheCap_IsTooLarge(HttpProtocols protocols, bool isChunked)
    {
        await using var app = await StartAsync(protocols);

        using var response = await SendAsync(app, "/stream", new ByteArrayContent(CreateBytes(MaxBytes + 1)), protocols, isChunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task PeekAsync_ContentLengthOverTheCap_IsRefusedBeforeAByteIsRead()
    {
        await using var app = await StartAsync(HttpProtocols.Http1);
        using var connection = await RawConnection.OpenAsync(app.Address);

        // Kestrel would send "100 Continue" as soon as somebody reads.
        await connection.SendAsync($"POST /stream HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: {MaxBytes + 1}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", await connection.ReadAsync("\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PeekAsync_ServersOwnBoundIsLower_IsTooLarge(bool isChunked)
    {
        await using var app = await StartAsync(HttpProtocols.Http1, serverMaxBytes: 1_000);

        using var response = await SendAsync(app, "/stream", new ByteArrayContent(CreateBytes(1_001)), HttpProtocols.Http1, isChunked);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData("/stream?twice")]
    [InlineData("/buffering/stream?twice")]
    [InlineData("/buffering/pipe?twice")]
    [InlineData("/wrapping/stream?twice")]
    public async Task PeekAsync_Twice_FindsTheSameAgain(string path)
    {
        await using var app = await StartAsync(HttpProtocols.Http1);

        using var response = await SendAsync(app, path, new ByteArrayContent(CreateBytes(70_000)), HttpProtocols.Http1);

        Assert.Equal(70_000, (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task PeekAsync_BodyInPieces_WaitsForTheLastAndForgetsTheTime()
    {
        await using var app = await StartAsync(HttpProtocols.Http1);
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("POST /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
        await app.Services.GetRequiredService<Peeks>().Started.Task.InTime();
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await connection.SendAsync("2\r\nde\r\n0\r\n\r\n");

        var answer = await connection.ReadAsync();
        Assert.Contains("abcde", answer, StringComparison.Ordinal);
        Assert.Contains("x-waited: 1", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 10")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task PeekAsync_ClientGoesAway_IsCancelled(string framing)
    {
        await using var app = await StartAsync(HttpProtocols.Http1);
        var peeks = app.Services.GetRequiredService<Peeks>();
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync($"POST /stream HTTP/1.1\r\nHost: a\r\n{framing}\r\n\r\n3\r\nabc\r\n");
        await peeks.Started.Task.InTime();
        connection.Reset();

        // The server may find the end of the body first and the end of the connection after it.
        Assert.True(await peeks.Ended.Task.InTime() is OperationCanceledException or Microsoft.AspNetCore.Http.BadHttpRequestException { StatusCode: 400 });
    }

    [Fact]
    public async Task PeekAsync_MalformedChunk_IsTheServersOwnAnswer()
    {
        await using var app = await StartAsync(HttpProtocols.Http1);
        using var connection = await RawConnection.OpenAsync(app.Address);

        await connection.SendAsync("POST /stream HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nnot a size\r\n");

        Assert.StartsWith("HTTP/1.1 400", await connection.ReadAsync("\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeekAsync_BufferThatTheReaderHasReadAhead_FindsWhatTheReaderHolds()
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream("abc"u8.ToArray());
        var read = await context.Request.BodyReader.ReadAtLeastAsync(10, TestContext.Current.CancellationToken);
        context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);

        var body = await RequestBody.PeekAsync(TestFeatures.Of(context), MaxBytes);

        Assert.Equal("abc"u8.ToArray(), body.Bytes.ToArray());
    }

    [Fact]
    public async Task PeekAsync_MiddlewareCannotDecode_IsMalformed()
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new System.IO.Compression.GZipStream(
            new MemoryStream("no gzip at all"u8.ToArray()), System.IO.Compression.CompressionMode.Decompress);

        Assert.True((await RequestBody.PeekAsync(TestFeatures.Of(context), MaxBytes)).IsMalformed);
    }

    [Fact]
    public async Task PeekAsync_NoBody_DoesNotTouchTheReader()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpRequestBodyDetectionFeature>(new NoBody());
        context.Features.Set<IRequestBodyPipeFeature>(new NoBody());

        var body = await RequestBody.PeekAsync(TestFeatures.Of(context), MaxBytes);

        Assert.True(body is { IsTooLarge: false, Bytes.IsEmpty: true });
    }

    private static byte[] CreateBytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        GatewayApp app, string path, HttpContent content, HttpProtocols protocols, bool isChunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Version = protocols == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11;
        request.Headers.TransferEncodingChunked = isChunked && protocols == HttpProtocols.Http1 ? true : null;
        if (isChunked)
        {
            content.Headers.ContentLength = null;
        }

        return await app.Client.SendAsync(request).InTime();
    }

    private static Task<GatewayApp> StartAsync(HttpProtocols protocols, long? serverMaxBytes = null) => GatewayApp.StartAsync(
        gateway => gateway.Services.AddSingleton<Peeks>(),
        Map,
        builder =>
        {
            OnlyControllers.Add(builder.Services, typeof(OrdersController));
            builder.Services.Configure<KestrelServerOptions>(kestrel =>
                kestrel.Limits.MaxRequestBodySize = serverMaxBytes ?? kestrel.Limits.MaxRequestBodySize);
        },
        protocols);

    private static void Map(WebApplication app)
    {
        app.Use(PeekFirstAsync);
        app.MapPost("/json", (Order order) => order.Name);
        app.MapControllers();
        app.MapPost("/{prefix}/stream", ReadStream);
        app.MapPost("/stream", ReadStream);
        app.MapPost("/{prefix}/pipe", ReadPipe);
        app.MapPost("/pipe", ReadPipe);

        static Task ReadStream(HttpContext context) => context.Request.Body.CopyToAsync(context.Response.Body);
        static Task ReadPipe(HttpContext context) => context.Request.BodyReader.CopyToAsync(context.Response.BodyWriter);
    }

    private static async Task PeekFirstAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/buffering", StringComparison.Ordinal))
        {
            context.Request.EnableBuffering();
        }
        else if (context.Request.Path.StartsWithSegments("/wrapping", StringComparison.Ordinal))
        {
            context.Request.Body = new BufferedStream(context.Request.Body);
        }

        var clock = context.RequestServices.GetRequiredService<TimeProvider>();
        var peeks = context.RequestServices.GetRequiredService<Peeks>();
        var feature = new GatewayFeaturePool(clock).Rent();
        feature.Begin(context, endpoint: null!, stage: null!);
        var begin = feature.Timestamp;
        try
        {
            var pending = RequestBody.PeekAsync(feature, MaxBytes);
            peeks.Started.TrySetResult();
            var body = await pending;
            if (context.Request.QueryString.Value == "?twice")
            {
                Assert.Equal(body.Bytes.ToArray(), (await RequestBody.PeekAsync(feature, MaxBytes)).Bytes.ToArray());
            }

            context.Response.Headers["x-peeked"] = $"{body.Bytes.Length}";
            context.Response.Headers["x-waited"] = $"{(feature.Timestamp - begin) / clock.TimestampFrequency}";
            context.Response.StatusCode = body.IsTooLarge ? 413 : 200;
            await (body.IsTooLarge ? Task.CompletedTask : next(context));
        }
        catch (Exception exception)
        {
            peeks.Ended.TrySetResult(exception);
            throw;
        }
    }

    internal sealed record Order(string Name);

    private sealed class Peeks
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<Exception> Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature, IRequestBodyPipeFeature
    {
        public bool CanHaveBody => false;

        public PipeReader Reader => throw new InvalidOperationException("The body was read.");
    }

    [ApiController]
    private sealed class OrdersController : ControllerBase
    {
        [HttpPost("/controller")]
        public string Post(Order order) => order.Name;
    }
}
