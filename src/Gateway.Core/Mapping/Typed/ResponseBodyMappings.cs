using System.Buffers;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Mapping.Typed;

/// <summary>The typed mappings that a response's body goes through, the endpoint's own first, for the status that selects them.</summary>
internal sealed class ResponseBodyMappings(ResponseBodyMapping[] mappings)
{
    public static bool IsJson(IHttpResponseFeature response) =>
        MediaType.IsUtf8Json(response.Headers.ContentType);

    /// <summary>Maps a body.</summary>
    /// <returns>What is wrong with the handler's response, or null.</returns>
    /// <param name="feature">The request.</param>
    /// <param name="status">The handler's status.</param>
    /// <param name="body">The handler's body, which is JSON by its content type.</param>
    /// <param name="keepsContentType">Whether a mapping has set the one that the caller gets.</param>
    /// <param name="mapped">The caller's body; null where it stays.</param>
    public string? Apply(GatewayFeature feature, int status, in ReadOnlySequence<byte> body, bool keepsContentType, out PooledBytes? mapped)
    {
        mapped = null;
        if (feature.Response.Headers.ContentEncoding.Count > 0)
        {
            return "its body has a content encoding; compress responses by a middleware outside";
        }

        if (status == StatusCodes.Status206PartialContent)
        {
            return "it is a part of a body (206)";
        }

        if (!keepsContentType)
        {
            // Before the app's code, which may say otherwise.
            feature.Response.Headers.ContentType = "application/json; charset=utf-8";
        }

        return Map(feature, body, out mapped);
    }

    private string? Map(GatewayFeature feature, in ReadOnlySequence<byte> body, out PooledBytes? mapped)
    {
        mapped = null;
        foreach (var mapping in mappings)
        {
            var next = new PooledBytes(ArrayPool<byte>.Shared);
            var previous = mapped;
            string? fault = "the mapping threw an exception";
            try
            {
                fault = mapping.Map(feature, previous?.Bytes ?? body, next);
            }
            finally
            {
                previous?.Dispose();
                mapped = fault is null ? next : null;
                if (fault is not null)
                {
                    next.Dispose();
                }
            }

            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }
}
