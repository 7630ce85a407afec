using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

/// <summary>What a handler does with a response that is held back.</summary>
public sealed class HeldResponseTests : IDisposable
{
    private readonly CaptureLab _lab = new();
    private readonly string _file = Path.GetTempFileName();

    private Stream Body => _lab.Response.Body;

    private PipeWriter Writer => _lab.Response.BodyWriter;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_StreamAndWriterInTurn_KeepsTheOrder()
    {
        var capture = _lab.Begin();
        Body.Write("a"u8);
        Writer.Write("b"u8);
        await Body.WriteAsync("c"u8.ToArray(), Token);
        Body.WriteByte((byte)'d');
        "e"u8.CopyTo(Writer.GetMemory(5_000).Span);
        Writer.Advance(1);
        Body.EndWrite(Body.BeginWrite("f"u8.ToArray(), 0, 1, null, null));
        await Writer.WriteAsync("g"u8.ToArray(), Token);
        Body.Write("xhx"u8.ToArray(), 1, 1);
        Body.Flush();
        await Body.FlushAsync(Token);

        Assert.Equal(("abcdefgh", 0), (Encoding.UTF8.GetString(capture.Bytes.ToArray()), _lab.Server.Calls.Count));
        Assert.Same(_lab.Response.Body, _lab.Response.Body);
        Assert.Equal((false, false, true), (Body.CanRead, Body.CanSeek, Body.CanWrite));
    }

    [Fact]
    public async Task UnflushedBytes_AdvancedAndFlushed_CountsAsAServersWriterDoes()
    {
        _lab.Begin();
        Assert.True(Writer.CanGetUnflushedBytes);
        Writer.Write(new byte[10]);
        Writer.Write(new byte[5]);
        Assert.Equal(15, Writer.UnflushedBytes);

        var flushed = await Writer.FlushAsync(Token);

        Assert.Equal((0, false, false), (Writer.UnflushedBytes, flushed.IsCanceled, flushed.IsCompleted));
    }

    [Fact]
    public async Task FlushAsync_CancelledByCancelPendingFlush_IsCancelledOnce()
    {
        _lab.Begin();
        Writer.CancelPendingFlush();

        Assert.True((await Writer.FlushAsync(Token)).IsCanceled);
        Assert.False((await Writer.FlushAsync(Token)).IsCanceled);
    }

    [Fact]
    public async Task WriteAsync_CancelledToken_IsCancelledAndHoldsNothing()
    {
        var capture = _lab.Begin();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Body.WriteAsync(new byte[1], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Body.FlushAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Writer.FlushAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.Response.StartAsync(cancelled));

        Assert.True(capture.Bytes.IsEmpty);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5_001)]
    public void Advance_MoreThanThereIs_IsRefused(int count)
    {
        _lab.Begin();
        Writer.GetMemory(5_000);

        Assert.Throws<ArgumentOutOfRangeException>(() => Writer.Advance(count));
    }

    [Fact]
    public async Task Writer_TooLarge_GoesOnIntoNothingAndSaysThatNobodyReads()
    {
        var capture = _lab.Begin(maxBytes: 10_000);
        for (var i = 0; i < 1_000; i++)
        {
            Writer.Write(new byte[1_000]);
        }

        Assert.True((await Writer.FlushAsync(Token)).IsCompleted);
        Assert.Equal(20_000, Writer.GetSpan(20_000).Length);
        Assert.Equal((ResponseCaptureState.TooLarge, 0), (capture.State, _lab.Pool.Outstanding));
        Assert.InRange(_lab.Pool.MostBytes, 1, 10_001);
    }

    [Fact]
    public async Task Writer_ExactlyAtTheCap_IsHeld()
    {
        var capture = _lab.Begin(maxBytes: 10_000);
        Writer.Write(EncodedRequests.CreateBytes(10_000));
        await Writer.FlushAsync(Token);
        Assert.False(Writer.GetMemory().IsEmpty);

        Assert.Equal(EncodedRequests.CreateBytes(10_000), capture.Bytes.ToArray());
        Assert.Equal(ResponseCaptureState.Captured, capture.State);
    }

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
    public async Task Write_TypeThatChangesAfterTheFirstByte_IsHeld()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("a", Token);
        _lab.Response.ContentType = "text/event-stream";
        await _lab.Response.WriteAsync("b", Token);

        Assert.Equal((ResponseCaptureState.Captured, 2), (capture.State, capture.Bytes.Length));
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
    public async Task SendFileAsync_WithinTheCap_IsHeld()
    {
        var path = await WriteFileAsync(10_000);
        var capture = _lab.Begin();

        await _lab.Response.SendFileAsync(path, 1_000, 8_000, Token);
        await _lab.Response.SendFileAsync(path, 9_000, null, Token);

        Assert.Equal(EncodedRequests.CreateBytes(10_000)[1_000..], capture.Bytes.ToArray());
        Assert.Empty(_lab.Server.Calls);
        capture.Discard();
        Assert.Equal(0, _lab.Pool.Outstanding);
    }

    [Fact]
    public async Task SendFileAsync_OverARefusingCap_ReadsNothing()
    {
        var path = await WriteFileAsync(10_000);
        var capture = _lab.Begin(maxBytes: 9_999);

        await _lab.Response.SendFileAsync(path, Token);

        Assert.Equal((ResponseCaptureState.TooLarge, 0), (capture.State, _lab.Pool.Rents));
    }

    [Fact]
    public async Task SendFileAsync_OverAPassingCap_IsLeftToTheServer()
    {
        var path = await WriteFileAsync(10_000);
        var capture = _lab.Begin(maxBytes: 100, ResponseOverflow.PassThrough);
        await _lab.Response.WriteAsync("a", Token);

        await _lab.Response.SendFileAsync(path, 5, 1_000, Token);

        Assert.Equal(["write 1", "file 5 1000"], _lab.Server.Calls);
        Assert.Equal(ResponseCaptureState.PassedThrough, capture.State);
    }

    [Fact]
    public async Task SendFileAsync_NoSuchFile_Throws()
    {
        _lab.Begin();

        await Assert.ThrowsAsync<FileNotFoundException>(() => _lab.Response.SendFileAsync(Path.Combine(Path.GetTempPath(), "no-such-file"), Token));
    }

    [Fact]
    public async Task Write_AfterCompletion_IsRefused()
    {
        _lab.Begin();
        await _lab.Response.WriteAsync("a", Token);
        await _lab.Response.CompleteAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => _lab.Response.WriteAsync("b", Token));
        Assert.Throws<InvalidOperationException>(() => Writer.GetMemory());
        Assert.Throws<InvalidOperationException>(() => Body.WriteByte(0));
    }

    [Fact]
    public async Task Complete_WithAFailure_SendsWhatWasWrittenAndTellsTheServer()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("a", Token);
        await Writer.CompleteAsync(new InvalidDataException("The handler fails."));

        await capture.EndAsync();

        Assert.Equal("a"u8.ToArray(), _lab.Server.Bytes);
        Assert.Equal(["write 1", "writer completed"], _lab.Server.Calls);
        Assert.Equal(0, _lab.Pool.Outstanding);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_AfterTheEnd_ReachesNobody(bool isDiscarded)
    {
        var capture = _lab.Begin();
        var (body, writer) = (Body, Writer);
        if (isDiscarded)
        {
            capture.Discard();
        }
        else
        {
            await capture.EndAsync();
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await body.WriteAsync(new byte[1], Token));
        Assert.Throws<ObjectDisposedException>(() => body.Write(new byte[1]));
        Assert.Throws<ObjectDisposedException>(body.Flush);
        Assert.Throws<ObjectDisposedException>(() => writer.GetMemory());
        Assert.Throws<ObjectDisposedException>(() => writer.Advance(0));
        Assert.Throws<ObjectDisposedException>(() => writer.Complete());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await writer.FlushAsync(Token));
        Assert.Empty(_lab.Server.Calls);
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

    [Fact]
    public async Task JsonSerializer_LargeDocument_FlushesAndIsHeldWhole()
    {
        var capture = _lab.Begin(maxBytes: 1_000_000);
        var numbers = Enumerable.Range(0, 50_000).ToArray();

        await JsonSerializer.SerializeAsync(Writer, numbers, cancellationToken: Token);

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(numbers), capture.Bytes.ToArray());
    }

    public void Dispose() => File.Delete(_file);

    private async Task<string> WriteFileAsync(int length)
    {
        await File.WriteAllBytesAsync(_file, EncodedRequests.CreateBytes(length), Token);
        return _file;
    }
}
