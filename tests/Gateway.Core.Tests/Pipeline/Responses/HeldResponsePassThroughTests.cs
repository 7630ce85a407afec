using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

/// <summary>Where a response that is held back goes to the server before its end.</summary>
public class HeldResponsePassThroughTests
{
    private readonly CaptureLab _lab = new();

    private Stream Body => _lab.Response.Body;

    private PipeWriter Writer => _lab.Response.BodyWriter;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writer_OverAPassingCap_StartsTheResponseAtTheNextFlush()
    {
        var capture = _lab.Begin(maxBytes: 10, ResponseOverflow.PassThrough);
        Writer.Write("0123456789"u8);
        Writer.Write("!"u8);
        Assert.Equal((ResponseCaptureState.PassedThrough, 0), (capture.State, _lab.Server.Calls.Count));

        await Writer.FlushAsync(Token);
        Writer.Write("?"u8);
        Assert.Equal(1, Writer.UnflushedBytes);
        await Writer.FlushAsync(Token);

        Assert.Equal("0123456789!?", Encoding.UTF8.GetString(_lab.Server.Bytes));
        Assert.Equal(0, _lab.Pool.Outstanding);
    }

    [Fact]
    public async Task Writer_OverAPassingCapAndNeverFlushed_IsSentAtTheEndAsItIs()
    {
        var capture = _lab.Begin(maxBytes: 10, ResponseOverflow.PassThrough);
        Writer.Write("0123456789!"u8);

        await capture.EndAsync();

        Assert.Equal(("0123456789!", null), (Encoding.UTF8.GetString(_lab.Server.Bytes), _lab.Response.ContentLength));
        Assert.Equal(0, _lab.Pool.Outstanding);
    }

    [Fact]
    public void Write_SynchronouslyOverAPassingCap_GoesToTheServersStream()
    {
        _lab.Begin(maxBytes: 3, ResponseOverflow.PassThrough);
        Body.Write("abc"u8);
        Body.Write("def"u8);
        Body.Flush();

        Assert.Equal(["write 3", "write 3", "flush"], _lab.Server.Calls);
    }

    [Fact]
    public async Task Write_EventStream_GoesOutAtOnce()
    {
        var capture = _lab.Begin();
        _lab.Response.ContentType = "text/event-stream";

        await _lab.Response.StartAsync(Token);
        await Body.WriteAsync("data: 1\n\n"u8.ToArray(), Token);
        await Body.FlushAsync(Token);

        Assert.Equal(["start", "write 9", "flush"], _lab.Server.Calls);
        Assert.Equal(ResponseCaptureState.PassedThrough, capture.State);
    }

    [Fact]
    public async Task State_TypeOfAStreamAndNothingWritten_IsPassedThrough()
    {
        var capture = _lab.Begin();
        Assert.Equal(ResponseCaptureState.Captured, capture.State);
        _lab.Response.ContentType = "application/grpc";

        Assert.Equal(ResponseCaptureState.PassedThrough, capture.State);
        await capture.EndAsync();
        Assert.Empty(_lab.Server.Calls);
    }

    [Fact]
    public async Task DisableBuffering_AfterWriting_SendsWhatIsHeldBeforeWhatFollows()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("a", Token);
        _lab.Context.Features.Get<IHttpResponseBodyFeature>()!.DisableBuffering();
        Assert.Equal((ResponseCaptureState.PassedThrough, 1), (capture.State, _lab.Server.Calls.Count));

        await Body.WriteAsync("b"u8.ToArray(), Token);

        Assert.Equal(["unbuffered", "write 1", "write 1"], _lab.Server.Calls);
        Assert.Equal("ab"u8.ToArray(), _lab.Server.Bytes);
    }

    [Fact]
    public async Task Write_AfterAPassedThroughResponseEnded_ReachesNobody()
    {
        var capture = _lab.Begin();
        _lab.Response.ContentType = "text/event-stream";
        await _lab.Response.WriteAsync("a", Token);
        var (body, writer) = (Body, Writer);
        await capture.EndAsync();

        Assert.Throws<ObjectDisposedException>(() => body.Write(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => writer.GetMemory());
        Assert.Equal("a"u8.ToArray(), _lab.Server.Bytes);
    }
}
