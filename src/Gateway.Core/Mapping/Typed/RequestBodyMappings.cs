using System.Buffers;
using System.Net.Mime;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Typed;

/// <summary>The typed mappings that a request's body goes through, the outermost group's first.</summary>
/// <param name="mappings">At least one.</param>
/// <param name="mode">Whose rules count for a body without a content type.</param>
internal sealed class RequestBodyMappings(RequestBodyMapping[] mappings, GatewayMode mode)
{
    /// <returns>Why the body cannot be mapped, or null.</returns>
    /// <param name="feature">The request.</param>
    /// <param name="body">Its body.</param>
    /// <param name="contentType">The content type that the caller has sent.</param>
    /// <param name="keepsContentType">Whether a mapping has set the one that the handler gets.</param>
    public MappingRefusal? Apply(GatewayFeature feature, in ReadOnlySequence<byte> body, in StringValues contentType, bool keepsContentType)
    {
        var request = feature.HttpContext.Request;
        if (body.IsEmpty && !(mappings[0].AllowsEmptyBody && RequestBody.CanBeGiven(feature)))
        {
            return RequestBody.IsExpected(request.Method) ? MappingRefusal.MissingBody : null;
        }

        if (!body.IsEmpty && !IsJson(contentType))
        {
            return MappingRefusal.UnsupportedMediaType;
        }

        var mapped = Map(feature, body, out var refusal);
        if (mapped is not null)
        {
            RequestBody.Replace(feature, mapped);
            if (!keepsContentType)
            {
                request.Headers.ContentType = MediaTypeNames.Application.Json;
            }
        }

        return refusal;
    }

    private PooledBytes? Map(GatewayFeature feature, in ReadOnlySequence<byte> body, out MappingRefusal? refusal)
    {
        PooledBytes? mapped = null;
        refusal = null;
        foreach (var mapping in mappings)
        {
            var next = new PooledBytes(ArrayPool<byte>.Shared);
            var isMapped = false;
            try
            {
                refusal = mapping.Map(feature, mapped?.Bytes ?? body, next);
                isMapped = refusal is null;
                if (!isMapped && mapped is not null)
                {
                    // What the caller sent was right; what the app's own mapping made of it is not what the next one reads.
                    refusal = MappingRefusal.OfChain(mapping.Description);
                }
            }
            finally
            {
                mapped?.Dispose();
                mapped = isMapped ? next : null;
                if (!isMapped)
                {
                    next.Dispose();
                }
            }

            if (refusal is not null)
            {
                return null;
            }
        }

        return mapped;
    }

    private bool IsJson(in StringValues contentType) =>
        contentType.Count == 0 ? mode == GatewayMode.AmazonApiGateway : MediaType.IsUtf8Json(contentType);
}
