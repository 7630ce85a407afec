using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

/// <summary>What a handler does with a response that is held back.</summary>
public class HeldResponseTests
{
    private readonly CaptureLab _lab = new();

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
    public async Task Write_TypeThatChangesAfterTheFirstByte_IsHeld()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("a", Token);
        _lab.Response.ContentType = "text/event-stream";
        await _lab.Response.WriteAsync("b", Token);

        Assert.Equal((ResponseCaptureState.Captured, 2), (capture.State, capture.Bytes.Length));
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
    public async Task JsonSerializer_LargeDocument_FlushesAndIsHeldWhole()
    {
        var capture = _lab.Begin(maxBytes: 1_000_000);
        var numbers = Enumerable.Range(0, 50_000).ToArray();

        await JsonSerializer.SerializeAsync(Writer, numbers, cancellationToken: Token);

        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(numbers), capture.Bytes.ToArray());
    }
}
