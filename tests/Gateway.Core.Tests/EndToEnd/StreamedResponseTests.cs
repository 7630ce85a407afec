using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Xunit;

namespace Gateway.Core.Tests.EndToEnd;

/// <summary>Responses that are read while they are written: a step that would hold them back lets them through.</summary>
public class StreamedResponseTests
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static readonly TheoryData<string, HttpProtocols> PathsAndProtocols = new MatrixTheoryData<string, HttpProtocols>(
        ["/events", "/type", "/grpc", "/unbuffered", "/writer"], [HttpProtocols.Http1, HttpProtocols.Http2]);

    [Theory]
    [MemberData(nameof(PathsAndProtocols))]
    public async Task Get_AStream_ArrivesBeforeItsHandlerEnds(string path, HttpProtocols protocols)
    {
        await using var app = await StartAsync(protocols);
        using var response = await app.OpenAsync(path);
        await using var stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);

        Assert.Contains("one", await reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().InTime(), StringComparison.Ordinal);
        _release.SetResult();

        Assert.Contains("two", await reader.ReadToEndAsync(TestContext.Current.CancellationToken).InTime(), StringComparison.Ordinal);
        Assert.Equal(ResponseCaptureState.PassedThrough, (await app.Log.NextAsync()).State);
        Assert.Equal(0, app.Pool.Outstanding);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task Connect_WebSocket_WorksAndIsPassedThrough(HttpProtocols protocols)
    {
        await using var app = await StartAsync(protocols);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = protocols == HttpProtocols.Http2 ? new Version(2, 0) : new Version(1, 1);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var source = Patience.CreateTokenSource();

        await socket.ConnectAsync(new Uri($"ws://{app.App.Address.Authority}/socket"), invoker, source.Token);
        await socket.SendAsync("ping"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, source.Token);
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, source.Token);
        Assert.Equal("ping", Encoding.UTF8.GetString(buffer, 0, received.Count));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, source.Token);

        Assert.Equal(ResponseCaptureState.PassedThrough, (await app.Log.NextAsync()).State);
    }

    [Fact]
    public async Task Get_TrailersOfAHeldResponse_FollowItsBody()
    {
        await using var app = await StartAsync(HttpProtocols.Http2);

        var reply = await app.SendAsync("/trailers");

        Assert.Equal(("body", "4", "after"), (reply.Text, reply["Content-Length"], reply.Trailers["x-trailer"]));
        var empty = await app.SendAsync("/trailers-only");
        Assert.Equal(("", "after"), (empty.Text, empty.Trailers["x-trailer"]));
    }

    [Fact]
    public async Task Get_AStreamThatFails_IsCutOff()
    {
        await using var app = await StartAsync(HttpProtocols.Http1);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.SendAsync("/broken"));
    }

    private Task<CapturingApp> StartAsync(HttpProtocols protocols) => CapturingApp.StartAsync(protocols, app =>
    {
        app.UseWebSockets();
        var group = app.MapGroup("").WithGatewayMetadata(new Capturing()).WithGatewayMetadata(new Capturing());
        group.MapGet("/events", () => TypedResults.ServerSentEvents(YieldAsync()));
        group.MapGet("/type", (HttpContext context) => WriteAsync(context, "text/event-stream", isUnbuffered: false));
        group.MapGet("/grpc", (HttpContext context) => WriteAsync(context, "application/grpc-web+json", isUnbuffered: false));
        group.MapGet("/unbuffered", (HttpContext context) => WriteAsync(context, "text/plain", isUnbuffered: true));
        group.MapGet("/writer", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/event-stream";
            await context.Response.StartAsync();
            await context.Response.BodyWriter.WriteAsync("one\n"u8.ToArray());
            await _release.Task.InTime();
            await context.Response.BodyWriter.WriteAsync("two\n"u8.ToArray());
            await context.Response.BodyWriter.CompleteAsync();
        });
        group.Map("/socket", async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var buffer = new byte[100];
            while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } received)
            {
                await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
            }

            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        });
        group.MapGet("/trailers", async (HttpContext context) =>
        {
            context.Response.DeclareTrailer("x-trailer");
            await context.Response.WriteAsync("body");
            context.Response.AppendTrailer("x-trailer", "after");
        });
        group.MapGet("/trailers-only", (HttpContext context) =>
        {
            context.Response.DeclareTrailer("x-trailer");
            context.Response.AppendTrailer("x-trailer", "after");
        });
        group.MapGet("/broken", async (HttpContext context) =>
        {
            await WriteAsync(context, "text/event-stream", isUnbuffered: false, isFailing: true);
        });
    });

    private async Task WriteAsync(HttpContext context, string contentType, bool isUnbuffered, bool isFailing = false)
    {
        context.Response.ContentType = contentType;
        if (isUnbuffered)
        {
            context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        }

        await context.Response.WriteAsync("one\n");
        await context.Response.Body.FlushAsync();
        if (isFailing)
        {
            throw new InvalidDataException("The handler fails.");
        }

        await _release.Task.InTime();
        await context.Response.WriteAsync("two\n");
    }

    private async IAsyncEnumerable<string> YieldAsync([EnumeratorCancellation] CancellationToken token = default)
    {
        yield return "one";
        await _release.Task.WaitAsync(token);
        yield return "two";
    }
}
