using System.Buffers;
using System.Security.Cryptography;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Tests.Support;

/// <summary>
/// A step that looks at the decoded body, twice, as validation and a cache key do, and refuses one that it cannot have. What it saw is
/// in the response's headers.
/// </summary>
internal sealed class PeekingStep(Peeking peeking, CountingPool pool, PeekingStepLog log) : IGatewayStep
{
    public static readonly RejectionReason Malformed = new("body_malformed", 400, "The body is malformed.");

    public async Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        try
        {
            var pending = PeekAsync(gateway, pool);
            log.Started.TrySetResult();
            var body = await pending;
            if (Judge(body) is { } reason)
            {
                await gateway.RejectAsync(reason);
                return;
            }

            var headers = gateway.HttpContext.Response.Headers;
            headers["x-peeked"] = $"{body.Bytes.Length} {Hash(body.Bytes)}";
            var (rents, again) = (pool.Rents, await PeekAsync(gateway, peeking.IsAlone ? pool : new CountingPool()));
            headers["x-again"] = $"{again.Bytes.Length} {Hash(again.Bytes)}";
            headers["x-rents"] = peeking.IsAlone ? $"{pool.Rents - rents}" : "0";
        }
        catch (Exception exception)
        {
            log.Failure.TrySetResult(exception);
            throw;
        }

        await next(gateway);
    }

    public static string Hash(ReadOnlySequence<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes.ToArray()));

    private static RejectionReason? Judge(PeekedBody body) => body switch
    {
        { IsTooLarge: true } => RejectionReason.BodyTooLarge,
        { IsEncodingUnsupported: true } => RejectionReason.EncodingUnsupported,
        { IsMalformed: true } => Malformed,
        _ => null,
    };

    private ValueTask<PeekedBody> PeekAsync(GatewayContext gateway, CountingPool rentsFrom) =>
        RequestBody.PeekDecodedAsync(gateway.Feature, peeking.MaxWireBytes, peeking.MaxDecodedBytes, rentsFrom);
}

internal sealed class PeekingStepFactory(CountingPool pool, PeekingStepLog log) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.Before(GatewayStepAnchor.Handler);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Peeking>() is { } peeking ? new PeekingStep(peeking, pool, log) : null;
}

/// <param name="MaxWireBytes">As sent.</param>
/// <param name="MaxDecodedBytes">Decoded.</param>
/// <param name="IsAlone">Whether no other request runs beside, so that rents can be counted.</param>
internal sealed record Peeking(long MaxWireBytes, long MaxDecodedBytes, bool IsAlone = true) : IGatewayMetadata;

internal sealed class PeekingStepLog
{
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<Exception> Failure { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
