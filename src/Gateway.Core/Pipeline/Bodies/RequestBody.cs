using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>
/// The request's body, looked at without being consumed: it is read to its end and given back to the reader untouched, so that the
/// handler binds the same bytes and nothing is copied. Whoever looks a second time finds everything there already.
/// </summary>
/// <remarks>
/// <see cref="PeekAsync"/> shows the bytes as they were sent, until somebody has called
/// <see cref="PeekDecodedAsync(GatewayFeature, long, long)"/>, which removes a content encoding.
/// </remarks>
internal static partial class RequestBody
{
    public const int DefaultMaxBytes = 1024 * 1024;

    // The reader that is made over a stream, where a server or a middleware has nothing but a stream.
    private static readonly Type StreamReader = PipeReader.Create(Stream.Null).GetType();

    private static readonly StreamPipeReaderOptions KeepOpen = new(leaveOpen: true);

    /// <summary>Reads to the end, or until more than <paramref name="maxBytes"/> have come; no more than that is kept.</summary>
    /// <exception cref="OperationCanceledException">The client has gone.</exception>
    /// <exception cref="BadHttpRequestException">The body is not well-formed, or comes too slowly for the server.</exception>
    public static ValueTask<PeekedBody> PeekAsync(GatewayFeature feature, long maxBytes)
    {
        var request = feature.HttpContext.Request;
        if (!CanHaveBody(feature.HttpContext.Features))
        {
            return new(PeekedBody.Of(default));
        }

        return request.ContentLength > maxBytes ? new(PeekedBody.TooLarge)
            : TryPeek(request, maxBytes, out var body) ? new(body)
            : ReadAsync(feature, request, maxBytes);
    }

    /// <summary>Whether requests of this method have a body by their nature: a group's schema or mapping is on its GET endpoints, too.</summary>
    public static bool IsExpected(string method) =>
        !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method)
            || HttpMethods.IsDelete(method) || HttpMethods.IsConnect(method));

    /// <summary>A small body has mostly come together with its headers; nothing has to be awaited then.</summary>
    private static bool TryPeek(HttpRequest request, long maxBytes, out PeekedBody body)
    {
        body = default;
        try
        {
            var reader = request.BodyReader;
            if (reader.GetType() == StreamReader || !reader.TryRead(out var read))
            {
                return false;
            }

            var bytes = read.Buffer;
            reader.AdvanceTo(bytes.Start, read.IsCompleted ? bytes.Start : bytes.End);
            body = bytes.Length > maxBytes ? PeekedBody.TooLarge : PeekedBody.Of(bytes);
            return (read.IsCompleted && !read.IsCanceled) || body.IsTooLarge;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            body = PeekedBody.TooLarge;
            return true;
        }
    }

    // An upgraded connection has no body: what would be read are the first bytes of the other protocol.
    private static bool CanHaveBody(IFeatureCollection features) =>
        features[typeof(IHttpRequestBodyDetectionFeature)] is not IHttpRequestBodyDetectionFeature { CanHaveBody: false }
        && features[typeof(IHttpExtendedConnectFeature)] is not IHttpExtendedConnectFeature { IsExtendedConnect: true };

    // Pooled, as the other two of the usual path: a body that comes later than its headers then allocates 24 bytes in place of 470.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<PeekedBody> ReadAsync(GatewayFeature feature, HttpRequest request, long maxBytes)
    {
        var aborted = feature.HttpContext.RequestAborted;
        try
        {
            var reader = request.BodyReader;
            return await (reader.GetType() != StreamReader ? ReadToEndAsync(feature, reader, maxBytes, aborted)
                : request.Body is { CanSeek: true, Position: 0 } ? ReadAndRewindAsync(feature, request, maxBytes, aborted)
                : ReadAndReplaceAsync(feature, request, reader, maxBytes, aborted));
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server's own bound is lower.
            return PeekedBody.TooLarge;
        }
        catch (InvalidDataException)
        {
            // From a middleware that decodes.
            return PeekedBody.Malformed;
        }
        catch (IOException exception) when (aborted.IsCancellationRequested)
        {
            throw new OperationCanceledException("The client has gone.", exception, aborted);
        }
    }

    /// <summary>
    /// For a middleware's buffer, which its owner may want to rewind too. Only from its beginning: further on, the request's reader may hold
    /// bytes that the stream does not give any more, and they count.
    /// </summary>
    private static async ValueTask<PeekedBody> ReadAndRewindAsync(
        GatewayFeature feature, HttpRequest request, long maxBytes, CancellationToken aborted)
    {
        var stream = request.Body;
        var reader = PipeReader.Create(stream, KeepOpen);

        // The bytes are the reader's own and have to last as long as the request.
        feature.HttpContext.Response.OnCompleted(static reader => ((PipeReader)reader).CompleteAsync().AsTask(), reader);
        var body = await ReadToEndAsync(feature, reader, maxBytes, aborted);
        stream.Position = 0;
        return body;
    }

    /// <summary>A reader over a stream empties it, so whoever reads the stream must find what the reader has.</summary>
    private static async ValueTask<PeekedBody> ReadAndReplaceAsync(
        GatewayFeature feature, HttpRequest request, PipeReader reader, long maxBytes, CancellationToken aborted)
    {
        var body = await ReadToEndAsync(feature, reader, maxBytes, aborted);
        request.Body = reader.AsStream(leaveOpen: true);
        return body;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<PeekedBody> ReadToEndAsync(GatewayFeature feature, PipeReader reader, long maxBytes, CancellationToken aborted)
    {
        while (true)
        {
            var pending = reader.ReadAsync(aborted);
            if (!pending.IsCompleted)
            {
                feature.ForgetTimestamp();
            }

            var read = await pending;
            var bytes = read.Buffer;
            if (read.IsCanceled)
            {
                reader.AdvanceTo(bytes.Start);
                throw new OperationCanceledException(aborted);
            }

            if (bytes.Length > maxBytes)
            {
                reader.AdvanceTo(bytes.Start);
                return PeekedBody.TooLarge;
            }

            if (read.IsCompleted)
            {
                // Consumed nothing and examined nothing: the next read finds all of it at once.
                reader.AdvanceTo(bytes.Start);
                return PeekedBody.Of(bytes);
            }

            reader.AdvanceTo(bytes.Start, bytes.End);
        }
    }
}
