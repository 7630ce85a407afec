using System.Buffers;
using System.Text;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

/// <summary>What steps do with a capture.</summary>
public class ResponseCaptureTests
{
    private readonly CaptureLab _lab = new();

    [Fact]
    public async Task EndAsync_Captured_SendsWhatWasHeldWithItsLength()
    {
        var capture = _lab.Begin();
        _lab.Response.ContentLength = 1_000;
        await _lab.Response.WriteAsync("held", Token);

        Assert.Equal((ResponseCaptureState.Captured, "held", 0), (capture.State, Text(capture), _lab.Server.Calls.Count));
        await capture.EndAsync();

        Assert.Equal((4, "held"), (_lab.Response.ContentLength, Encoding.UTF8.GetString(_lab.Server.Bytes)));
        AssertOver();
    }

    [Fact]
    public async Task EndAsync_Replaced_SendsTheOtherBytes()
    {
        var capture = _lab.Begin();
        _lab.Response.Headers.ETag = "\"1\"";
        await _lab.Response.WriteAsync("held", Token);

        capture.Replace(_lab.Create("replaced"));
        Assert.Equal("replaced", Text(capture));
        capture.Replace(_lab.Create("replaced again"));
        await capture.EndAsync();

        Assert.Equal((14, "W/\"1\"", "replaced again"), (_lab.Response.ContentLength, (string?)_lab.Response.Headers.ETag, Sent));
        AssertOver();
    }

    [Fact]
    public async Task EndAsync_NothingWritten_LeavesTheResponseToWhoComesLater()
    {
        var capture = _lab.Begin();
        _lab.Response.StatusCode = 404;

        await capture.EndAsync();

        Assert.Equal((0, null, false), (_lab.Server.Calls.Count, _lab.Response.ContentLength, _lab.Response.HasStarted));
    }

    [Fact]
    public async Task EndAsync_StartedAndCompletedWithoutABody_DoesBothThen()
    {
        var capture = _lab.Begin();
        await _lab.Response.StartAsync(Token);
        await _lab.Response.CompleteAsync();
        Assert.Empty(_lab.Server.Calls);

        await capture.EndAsync();

        Assert.Equal(["start", "complete"], _lab.Server.Calls);
    }

    [Fact]
    public async Task EndAsync_CompletedAfterWriting_SendsFirst()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);
        await _lab.Response.BodyWriter.CompleteAsync();

        await capture.EndAsync();

        Assert.Equal(["write 4", "complete"], _lab.Server.Calls);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(205)]
    [InlineData(304)]
    public async Task EndAsync_StatusWithoutABody_SendsNone(int status)
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);
        _lab.Response.StatusCode = status;

        await capture.EndAsync();

        Assert.Equal((0, null), (_lab.Server.Bytes.Length, _lab.Response.ContentLength));
        AssertOver();
    }

    [Fact]
    public async Task Discard_AfterWriting_LeavesAResponseThatHasNotStarted()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);
        await _lab.Response.Body.FlushAsync(Token);

        capture.Discard();
        capture.Discard();
        await capture.EndAsync();

        Assert.Equal((ResponseCaptureState.Discarded, false, 0), (capture.State, _lab.Response.HasStarted, _lab.Server.Calls.Count));
        AssertOver();
        await _lab.Response.WriteAsync("own", Token);
        Assert.Equal("own", Sent);
    }

    [Fact]
    public async Task State_OverARefusingCap_IsTooLargeAndHoldsNothing()
    {
        var capture = _lab.Begin(maxBytes: 10);
        await _lab.Response.Body.WriteAsync(new byte[10], Token);
        Assert.Equal(ResponseCaptureState.Captured, capture.State);

        await _lab.Response.Body.WriteAsync(new byte[1], Token);
        await _lab.Response.Body.WriteAsync(new byte[1_000_000], Token);

        Assert.Equal((ResponseCaptureState.TooLarge, true), (capture.State, capture.Bytes.IsEmpty));
        Assert.Equal((0, 10), (_lab.Pool.Outstanding, _lab.Pool.MostBytes));
        await Assert.ThrowsAsync<InvalidOperationException>(capture.EndAsync);
        AssertOver();
    }

    [Fact]
    public async Task State_OverAPassingCap_IsPassedThroughWithHeadersAsTheyAre()
    {
        var capture = _lab.Begin(maxBytes: 10, ResponseOverflow.PassThrough);
        _lab.Response.Headers.ETag = "\"1\"";
        await _lab.Response.WriteAsync("0123456789", Token);
        Assert.Empty(_lab.Server.Calls);

        await _lab.Response.WriteAsync("!", Token);

        Assert.Equal((ResponseCaptureState.PassedThrough, "0123456789!"), (capture.State, Sent));
        await _lab.Response.WriteAsync("?", Token);
        await capture.EndAsync();
        Assert.Equal(("0123456789!?", null, "\"1\""), (Sent, _lab.Response.ContentLength, (string?)_lab.Response.Headers.ETag));
        AssertOver();
    }

    [Fact]
    public void Begin_ResponseHasStarted_HoldsNothing()
    {
        _lab.Server.Start();

        var capture = _lab.Begin();

        Assert.Equal(ResponseCaptureState.PassedThrough, capture.State);
        Assert.Same(_lab.Server, _lab.Context.Features.Get<IHttpResponseBodyFeature>());
        Assert.Throws<InvalidOperationException>(() => capture.Replace(_lab.Create("")));
    }

    [Fact]
    public async Task State_StartedWithoutUs_IsPassedThrough()
    {
        var capture = _lab.Begin();
        _lab.Response.StatusCode = 101;
        _lab.Server.Start();

        Assert.Equal(ResponseCaptureState.PassedThrough, capture.State);
        await capture.EndAsync();
        Assert.Empty(_lab.Server.Calls);
        AssertOver();
    }

    [Fact]
    public async Task Replace_PassedThrough_IsRefused()
    {
        var capture = _lab.Begin();
        _lab.Response.ContentType = "text/event-stream";
        await _lab.Response.WriteAsync("data", Token);
        using var other = _lab.Create("other");

        Assert.Throws<InvalidOperationException>(() => capture.Replace(other));
    }

    [Theory]
    [InlineData(200, 20, "TooLarge", true)]
    [InlineData(200, 10, "Captured", false)]
    [InlineData(404, 20, "PassedThrough", false)]
    [InlineData(404, 0, "PassedThrough", false)]
    public async Task Begin_ForSomeStatuses_HoldsNoOther(int status, int length, string state, bool isOverCap)
    {
        var capture = ResponseCapture.Begin(_lab.Feature, 10, ResponseOverflow.Refuse, _lab.Pool, response => response.StatusCode == 200);
        _lab.Response.StatusCode = status;
        for (var i = 0; i < length; i++)
        {
            await _lab.Response.Body.WriteAsync(new byte[1], Token);
        }

        Assert.Equal((state, isOverCap), (capture.State.ToString(), capture.IsOverCap));
        Assert.Equal(status == 200 ? 0 : length, _lab.Server.Bytes.Length);
    }

    [Fact]
    public async Task EndAsync_HandlerHasLeftABodyOfItsOwn_RestoresTheServers()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);
        _lab.Response.Body = new MemoryStream();

        await capture.EndAsync();

        Assert.Equal("held", Sent);
        AssertOver();
    }

    [Fact]
    public async Task End_OfARequestWhoseCaptureNobodyEnded_GivesTheMemoryBack()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);

        _lab.Feature.End();

        Assert.Equal((0, ResponseCaptureState.Discarded), (_lab.Pool.Outstanding, capture.State));
        Assert.Null(_lab.Feature.HeldResponse);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Close_ThenALateWriter_IsRefusedAndChangesNothing()
    {
        var capture = _lab.Begin(maxBytes: 4_000);
        await _lab.Response.WriteAsync(new string('a', 3_000), Token);
        var stream = _lab.Response.Body;
        var writer = _lab.Response.BodyWriter;
        capture.Close();
        var bytes = capture.Bytes;

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await stream.WriteAsync(new byte[2_000], Token));
        Assert.Throws<ObjectDisposedException>(() => writer.GetMemory(10));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await writer.FlushAsync(Token));
        Assert.Equal(new string('a', 3_000), Encoding.UTF8.GetString(bytes.ToArray()));
        await capture.EndAsync();

        Assert.Equal(3_000, _lab.Server.Bytes.Length);
        AssertOver();
    }

    [Fact]
    public async Task Close_NothingWritten_DecidesWhateverTheStatusBecomes()
    {
        var capture = ResponseCapture.Begin(_lab.Feature, 10, ResponseOverflow.Refuse, _lab.Pool, response => response.StatusCode == 404);
        _lab.Response.StatusCode = 404;
        capture.Close();
        Assert.Equal(ResponseCaptureState.Captured, capture.State);

        _lab.Response.StatusCode = 200;
        capture.Replace(_lab.Create("instead"));
        await capture.EndAsync();

        Assert.Equal("instead", Sent);
    }

    [Fact]
    public async Task EndAsync_RoomStillLent_IsNeverGivenToAnother()
    {
        var capture = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);
        var room = _lab.Response.BodyWriter.GetMemory(100);
        capture.Close();
        await capture.EndAsync();

        Assert.Equal(1, _lab.Pool.Outstanding);
        "late"u8.CopyTo(room.Span);
        Assert.Equal("held", Sent);
    }

    [Fact]
    public async Task State_HeldForAnother_IsNotWanted()
    {
        var outer = _lab.Begin(maxBytes: 50);
        var inner = ResponseCapture.Begin(_lab.Feature, 10, ResponseOverflow.Refuse, _lab.Pool, response => response.StatusCode == 404);
        await _lab.Response.WriteAsync(new string('a', 30), Token);

        inner.Close();

        Assert.Equal((ResponseCaptureState.NotWanted, ResponseCaptureState.Captured), (inner.State, outer.State));
        await inner.EndAsync();
        await outer.EndAsync();
        Assert.Equal(30, _lab.Server.Bytes.Length);
    }

    private string Sent => Encoding.UTF8.GetString(_lab.Server.Bytes);

    private static string Text(ResponseCapture capture) => Encoding.UTF8.GetString(capture.Bytes.ToArray());

    private void AssertOver()
    {
        Assert.Same(_lab.Server, _lab.Context.Features.Get<IHttpResponseBodyFeature>());
        Assert.Null(_lab.Feature.HeldResponse);
        Assert.Equal(0, _lab.Pool.Outstanding);
    }
}
