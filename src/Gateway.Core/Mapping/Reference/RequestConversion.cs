using System.Buffers;
using System.Net.Mime;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Reference;

/// <summary>
/// What the handler gets of a body, by the reference's table:
/// <code>
/// type is binary   ByMediaType   ConvertToText   ConvertToBinary
/// no               UTF-8         UTF-8           from base64
/// yes              unchanged     to base64       unchanged
/// </code>
/// </summary>
internal sealed class RequestConversion(ContentHandling handling, BinaryMediaTypes binary)
{
    private static readonly MappingRefusal NoBase64 = new(RejectionReason.MappingFailed, Fault: "its body is to be decoded from base64 (ConvertToBinary) and is none");

    /// <returns>Why the body cannot be converted, or null.</returns>
    /// <param name="feature">The request.</param>
    /// <param name="contentType">The content type that the caller has sent.</param>
    /// <param name="body">Its body; afterwards the converted one.</param>
    public MappingRefusal? Apply(GatewayFeature feature, in StringValues contentType, ref ReadOnlySequence<byte> body)
    {
        var isBinary = binary.Contains(contentType.Count == 0 ? MediaTypeNames.Application.Json : contentType[0]);
        if (!BodyConversions.TryConvert(Find(isBinary), body, out var converted))
        {
            return NoBase64;
        }

        if (converted is not null)
        {
            RequestBody.Replace(feature, converted);
            body = converted.Bytes;
        }

        return null;
    }

    private BodyConversion Find(bool isBinary) => handling switch
    {
        ContentHandling.ConvertToBinary => isBinary ? BodyConversion.None : BodyConversion.FromBase64,
        ContentHandling.ConvertToText => isBinary ? BodyConversion.ToBase64 : BodyConversion.ToUtf8,
        _ => isBinary ? BodyConversion.None : BodyConversion.ToUtf8,
    };
}
