using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Reference;

/// <summary>
/// What the caller gets of a body, by the reference's table; the caller takes binary where the first type of its <c>Accept</c> is:
/// <code>
/// body is binary   caller takes binary   ByMediaType   ConvertToText   ConvertToBinary
/// no               no                    UTF-8         UTF-8           from base64
/// no               yes                   from base64   UTF-8           from base64
/// yes              no                    to base64     to base64       unchanged
/// yes              yes                   unchanged     to base64       unchanged
/// </code>
/// </summary>
internal sealed class ResponseConversion(ContentHandling handling, BinaryMediaTypes binary)
{
    /// <param name="contentType">The handler's.</param>
    /// <param name="accept">The caller's, as it has sent it.</param>
    public BodyConversion Find(in StringValues contentType, in StringValues accept)
    {
        var isBinary = contentType.Count > 0 && binary.Contains(contentType[0]);
        var takesBinary = accept.Count > 0 && binary.Contains(accept[0]!.Split(',', 2)[0]);
        return handling switch
        {
            ContentHandling.ConvertToBinary => isBinary ? BodyConversion.None : BodyConversion.FromBase64,
            ContentHandling.ConvertToText => isBinary ? BodyConversion.ToBase64 : BodyConversion.ToUtf8,
            _ when isBinary => takesBinary ? BodyConversion.None : BodyConversion.ToBase64,
            _ => takesBinary ? BodyConversion.FromBase64 : BodyConversion.ToUtf8,
        };
    }
}
