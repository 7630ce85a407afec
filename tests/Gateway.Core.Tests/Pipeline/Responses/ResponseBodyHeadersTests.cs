using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Responses;

public class ResponseBodyHeadersTests
{
    [Theory]
    [InlineData("text/event-stream", true)]
    [InlineData("Text/Event-Stream; charset=utf-8", true)]
    [InlineData("application/grpc", true)]
    [InlineData("application/grpc-web+proto", true)]
    [InlineData("text/event-streams", false)]
    [InlineData("application/json", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsStreamed_AType_SaysWhetherItIsReadWhileItIsWritten(string? contentType, bool isStreamed) =>
        Assert.Equal(isStreamed, ResponseBodyHeaders.IsStreamed(contentType));

    [Theory]
    [InlineData("\"a\"", "W/\"a\"")]
    [InlineData("W/\"a\"", "W/\"a\"")]
    [InlineData(null, null)]
    public void ForgetWhatDescribesOtherBytes_ATag_BecomesWeak(string? before, string? after)
    {
        IHeaderDictionary headers = new HeaderDictionary { ["ETag"] = before };

        ResponseBodyHeaders.ForgetWhatDescribesOtherBytes(headers);

        Assert.Equal(after, (string?)headers.ETag);
    }

    [Fact]
    public void ForgetWhatDescribesOtherBytes_DigestsAndRanges_AreRemovedAndNothingElse()
    {
        var headers = new HeaderDictionary();
        string[] names = ["Content-MD5", "Digest", "content-digest", "Repr-Digest", "Accept-Ranges", "Last-Modified", "X-Other"];
        foreach (var name in names)
        {
            headers[name] = "a";
        }

        ResponseBodyHeaders.ForgetWhatDescribesOtherBytes(headers);

        Assert.Equal(["Last-Modified", "X-Other"], headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200, 7L, 10, false, false, true, 10L)]
    [InlineData(200, null, 10, true, false, true, 10L)]
    [InlineData(404, null, 10, false, true, true, 10L)]
    [InlineData(200, 7L, 0, false, false, true, null)]
    [InlineData(200, 0L, 0, false, false, true, 0L)]
    [InlineData(200, 7L, 0, false, true, true, 7L)]
    [InlineData(200, 7L, 0, true, true, true, null)]
    [InlineData(204, 7L, 10, false, false, false, null)]
    [InlineData(205, 7L, 0, false, false, false, null)]
    [InlineData(101, 7L, 0, false, false, false, null)]
    [InlineData(304, 7L, 10, false, false, false, 7L)]
    [InlineData(304, 7L, 10, true, false, false, null)]
    public void Describe_AStatusAndWhatIsHeld_WritesTheLengthAnew(
        int status, long? own, long length, bool isReplaced, bool isHead, bool hasBody, long? described)
    {
        var response = new HttpResponseFeature { StatusCode = status };
        response.Headers.ContentLength = own;

        Assert.Equal(hasBody, ResponseBodyHeaders.Describe(response, length, isReplaced, isHead));
        Assert.Equal(described, response.Headers.ContentLength);
    }

    [Theory]
    [InlineData(false, null, "chunked")]
    [InlineData(true, 10L, "")]
    public void Describe_AHandlerThatFramesItself_HasNoLengthBesideItsFrames(bool isReplaced, long? length, string encoding)
    {
        var response = new HttpResponseFeature();
        response.Headers.TransferEncoding = "chunked";

        ResponseBodyHeaders.Describe(response, 10, isReplaced, isHead: false);

        Assert.Equal((length, encoding), (response.Headers.ContentLength, response.Headers.TransferEncoding.ToString()));
    }
}
