using System.Buffers;
using System.Text;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

/// <summary>Captures within each other.</summary>
public class ResponseCaptureNestingTests
{
    private readonly CaptureLab _lab = new();

    [Fact]
    public async Task EndAsync_Nested_LeavesTheBytesToTheOutermost()
    {
        var outer = _lab.Begin();
        var inner = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);

        inner.Replace(_lab.Create("of the inner"));
        await inner.EndAsync();

        Assert.Equal((ResponseCaptureState.Captured, "of the inner", 0), (outer.State, Text(outer), _lab.Server.Calls.Count));
        await outer.EndAsync();
        Assert.Equal("of the inner", Sent);
        AssertOver();
    }

    [Fact]
    public async Task Discard_Nested_IsForAll()
    {
        var outer = _lab.Begin();
        var inner = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);

        inner.Discard();
        await _lab.Response.WriteAsync("refused", Token);

        Assert.Equal(ResponseCaptureState.Discarded, outer.State);
        await outer.EndAsync();
        Assert.Equal("refused", Sent);
        AssertOver();
    }

    [Theory]
    [InlineData(ResponseOverflow.PassThrough, 10, ResponseOverflow.PassThrough, 100, 50, "PassedThrough", "Captured")]
    [InlineData(ResponseOverflow.PassThrough, 100, ResponseOverflow.PassThrough, 10, 101, "PassedThrough", "PassedThrough")]
    [InlineData(ResponseOverflow.PassThrough, 10, ResponseOverflow.Refuse, 100, 50, "PassedThrough", "Captured")]
    [InlineData(ResponseOverflow.Refuse, 100, ResponseOverflow.PassThrough, 10, 50, "Captured", "PassedThrough")]
    [InlineData(ResponseOverflow.PassThrough, 100, ResponseOverflow.Refuse, 10, 50, "TooLarge", "TooLarge")]
    [InlineData(ResponseOverflow.Refuse, 10, ResponseOverflow.Refuse, 100, 50, "TooLarge", "Captured")]
    [InlineData(ResponseOverflow.Refuse, 10, ResponseOverflow.Refuse, 100, 101, "TooLarge", "TooLarge")]
    public async Task State_NestedWithDifferentCaps_EachIsToldByItsOwn(
        object outerOverflow, long outerMax, object innerOverflow, long innerMax, int length, string outerState, string innerState)
    {
        var outer = _lab.Begin(outerMax, (ResponseOverflow)outerOverflow);
        var inner = _lab.Begin(innerMax, (ResponseOverflow)innerOverflow);

        await _lab.Response.Body.WriteAsync(new byte[length], Token);

        Assert.Equal((outerState, innerState), (outer.State.ToString(), inner.State.ToString()));
        outer.Discard();
        AssertOver();
    }

    [Theory]
    [InlineData(200, 20, "TooLarge", "TooLarge")]
    [InlineData(404, 20, "Captured", "NotWanted")]
    [InlineData(404, 60, "PassedThrough", "PassedThrough")]
    [InlineData(500, 20, "PassedThrough", "PassedThrough")]
    public async Task State_NestedForOtherStatuses_IsDecidedByThoseItIsFor(int status, int length, string outerState, string innerState)
    {
        var outer = ResponseCapture.Begin(_lab.Feature, 50, ResponseOverflow.PassThrough, _lab.Pool, response => response.StatusCode is 200 or 404);
        var inner = ResponseCapture.Begin(_lab.Feature, 10, ResponseOverflow.Refuse, _lab.Pool, response => response.StatusCode == 200);
        _lab.Response.StatusCode = status;

        await _lab.Response.Body.WriteAsync(new byte[length], Token);

        Assert.Equal((outerState, innerState), (outer.State.ToString(), inner.State.ToString()));
        outer.Discard();
        AssertOver();
    }

    [Fact]
    public async Task Begin_AnotherBodyInBetween_HoldsWhatIsWrittenInsideItAlone()
    {
        var outer = _lab.Begin();
        var between = new MemoryStream();
        var original = _lab.Response.Body;
        _lab.Response.Body = between;
        var inner = _lab.Begin();
        await _lab.Response.WriteAsync("held", Token);

        Assert.Equal(("held", ""), (Text(inner), Text(outer)));
        await inner.EndAsync();
        _lab.Response.Body = original;
        Assert.Equal("held", Encoding.UTF8.GetString(between.ToArray()));
        await _lab.Response.WriteAsync("outside", Token);
        await outer.EndAsync();

        Assert.Equal("outside", Sent);
        AssertOver();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Sent => Encoding.UTF8.GetString(_lab.Server.Bytes);

    private static string Text(ResponseCapture capture) => Encoding.UTF8.GetString(capture.Bytes.ToArray());

    private void AssertOver()
    {
        Assert.Same(_lab.Server, _lab.Context.Features.Get<IHttpResponseBodyFeature>());
        Assert.Null(_lab.Feature.HeldResponse);
        Assert.Equal(0, _lab.Pool.Outstanding);
    }
}
