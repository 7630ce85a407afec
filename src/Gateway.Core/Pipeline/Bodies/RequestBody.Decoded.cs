using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Bodies;

/// <content>The same without a content encoding: what the handler would bind, and what is judged must be that.</content>
internal static partial class RequestBody
{
    /// <summary>
    /// As <see cref="PeekAsync"/>. A body with a content encoding is decoded and put in the request's body's place, so that the next who
    /// looks, and the handler, find it decoded already.
    /// </summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    /// <exception cref="BadHttpRequestException">The body is not well-formed, or comes too slowly for the server.</exception>
    public static ValueTask<PeekedBody> PeekDecodedAsync(GatewayFeature feature, long maxWireBytes, long maxDecodedBytes) =>
        PeekDecodedAsync(feature, maxWireBytes, maxDecodedBytes, ArrayPool<byte>.Shared);

    public static ValueTask<PeekedBody> PeekDecodedAsync(
        GatewayFeature feature, long maxWireBytes, long maxDecodedBytes, ArrayPool<byte> pool)
    {
        var context = feature.HttpContext;
        var encoding = ContentEncodings.Of(feature.RequestHeaders.ContentEncoding);
        if (encoding == ContentEncoding.None)
        {
            // What was decoded before had its size on the wire judged then.
            return PeekAsync(feature, ReplacedBody.IsOf(context) ? maxDecodedBytes : Math.Min(maxWireBytes, maxDecodedBytes));
        }

        if (encoding == ContentEncoding.Unsupported && CanHaveBody(context.Features))
        {
            return new(PeekedBody.EncodingUnsupported);
        }

        var pending = PeekAsync(feature, maxWireBytes);
        return pending.IsCompletedSuccessfully
            ? new(Decode(feature, pending.Result, encoding, maxDecodedBytes, pool))
            : AwaitAndDecodeAsync(feature, pending, encoding, maxDecodedBytes, pool);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<PeekedBody> AwaitAndDecodeAsync(
        GatewayFeature feature, ValueTask<PeekedBody> pending, ContentEncoding encoding, long maxBytes, ArrayPool<byte> pool) =>
        Decode(feature, await pending, encoding, maxBytes, pool);

    private static PeekedBody Decode(GatewayFeature feature, PeekedBody encoded, ContentEncoding encoding, long maxBytes, ArrayPool<byte> pool)
    {
        if (encoded.IsTooLarge || encoded.IsMalformed)
        {
            return encoded;
        }

        var context = feature.HttpContext;
        if (encoded.Bytes.IsEmpty)
        {
            // Nothing is the same in every encoding, also where an encoder would have written an empty frame.
            context.Request.Headers.Remove("Content-Encoding");
            return encoded;
        }

        var decoded = new PooledBytes(pool);
        var outcome = DecodeOrReturn(decoded, encoded.Bytes, encoding, maxBytes);
        if (outcome != DecodingOutcome.Whole)
        {
            return outcome == DecodingOutcome.TooLarge ? PeekedBody.TooLarge : PeekedBody.Malformed;
        }

        Consume(context.Request);
        ReplacedBody.Install(context, decoded);
        return PeekedBody.Of(decoded.Bytes);
    }

    /// <summary>Whether a request without a body can be given one: what an upgraded connection reads is the other protocol.</summary>
    public static bool CanBeGiven(GatewayFeature feature) =>
        !HttpMethods.IsConnect(feature.HttpContext.Request.Method)
        && feature.HttpContext.Features[typeof(IHttpUpgradeFeature)] is not IHttpUpgradeFeature { IsUpgradableRequest: true };

    /// <summary>Puts other bytes in the body's place, whose own have been looked at.</summary>
    public static void Replace(GatewayFeature feature, PooledBytes memory)
    {
        Consume(feature.HttpContext.Request);
        ReplacedBody.Install(feature.HttpContext, memory);
    }

    /// <summary>Only a whole body keeps its memory.</summary>
    private static DecodingOutcome DecodeOrReturn(PooledBytes decoded, ReadOnlySequence<byte> encoded, ContentEncoding encoding, long maxBytes)
    {
        var outcome = DecodingOutcome.Malformed;
        try
        {
            return outcome = BodyDecoder.Decode(encoded, encoding, maxBytes, decoded);
        }
        finally
        {
            if (outcome != DecodingOutcome.Whole)
            {
                decoded.Dispose();
            }
        }
    }

    /// <summary>The encoded bytes are of no more use, and the server gets their memory back for the time of the handler.</summary>
    private static void Consume(HttpRequest request)
    {
        var reader = request.BodyReader;
        if (reader.GetType() != StreamReader && reader.TryRead(out var read))
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }
}
