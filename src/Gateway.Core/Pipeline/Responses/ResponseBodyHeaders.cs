using Gateway.Core.Pipeline.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Responses;

/// <summary>What headers say of a response's bytes, and must not say of others.</summary>
internal static class ResponseBodyHeaders
{
    private const string Weak = "W/";

    /// <summary>Whether a response of this type is read while it is written, so that nothing of it may be held back.</summary>
    public static bool IsStreamed(string? contentType) =>
        contentType is not null
        && (contentType.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase)
            || MediaType.GetName(contentType).Equals("text/event-stream", StringComparison.OrdinalIgnoreCase));

    /// <summary>What the handler said of its own bytes does not hold for those that replace them.</summary>
    public static void ForgetWhatDescribesOtherBytes(IHeaderDictionary headers)
    {
        if (headers.ETag is [{ } tag] && !tag.StartsWith(Weak, StringComparison.Ordinal))
        {
            headers.ETag = Weak + tag;
        }

        headers.ContentMD5 = default;
        headers.AcceptRanges = default;
        headers.Remove("Digest");
        headers.Remove("Content-Digest");
        headers.Remove("Repr-Digest");
    }

    /// <summary>Writes the length of what is sent (RFC 9110 section 8.6).</summary>
    /// <returns>Whether a response of this status has a body; the server drops that of a HEAD request.</returns>
    public static bool Describe(IHttpResponseFeature response, long length, bool isReplaced, bool isHead)
    {
        var headers = response.Headers;
        switch (response.StatusCode)
        {
            case < 200 or StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent:
                headers.ContentLength = null;
                return false;
            case StatusCodes.Status304NotModified:
                // The handler's is that of the response it does not send; nobody knows the length of what would have replaced it.
                headers.ContentLength = isReplaced ? null : headers.ContentLength;
                return false;
        }

        if (isReplaced)
        {
            headers.TransferEncoding = default;
        }

        if (length > 0)
        {
            // A handler that frames its body itself has written the frames.
            headers.ContentLength = headers.TransferEncoding.Count > 0 ? headers.ContentLength : length;
        }
        else if (headers.ContentLength != 0 && (isReplaced || !isHead))
        {
            // The server says itself that there is nothing, unless a middleware finds something to say.
            headers.ContentLength = null;
        }

        return true;
    }
}
