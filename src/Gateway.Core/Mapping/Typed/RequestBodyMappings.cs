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
    public MappingRefusal? Apply(GatewayFeature feature, in ReadOnlySequence<byte> body)
    {
        var request = feature.HttpContext.Request;
        if (body.IsEmpty && !mappings[0].AllowsEmptyBody)
        {
            return RequestBody.IsExpected(request.Method) ? MappingRefusal.MissingBody : null;
        }

        if (!body.IsEmpty && !IsJson(request.Headers.ContentType))
        {
            return MappingRefusal.UnsupportedMediaType;
        }

        var mapped = Map(feature, body, out var refusal);
        if (mapped is not null)
        {
            RequestBody.Replace(feature, mapped);
            request.Headers.ContentType = MediaTypeNames.Application.Json;
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
