using System.Buffers;
using Gateway.Core.Diagnostics;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Mapping;

/// <summary>Gives a request the shape that its handler wants: headers, query and route values first, then the body.</summary>
/// <param name="parameters">The parameters, or null.</param>
/// <param name="body">The body, or null.</param>
/// <param name="conversion">What the reference does with bodies that are binary, or are not; null elsewhere.</param>
/// <param name="options">How much is read.</param>
/// <param name="logger">Where it is said what the app has to correct.</param>
internal sealed class RequestMappingStep(
    RequestParameterRules? parameters,
    RequestBodyMappings? body,
    RequestConversion? conversion,
    MappingOptions options,
    ILogger<RequestMappingStep> logger) : IGatewayStep
{
    private readonly bool _isOfBody = body is not null || conversion is not null;

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        if (!_isOfBody && !parameters!.NeedsBody(gateway.Feature))
        {
            return Conclude(gateway, parameters!.Apply(gateway.Feature, default), next);
        }

        var pending = RequestBody.PeekDecodedAsync(gateway.Feature, options.MaxBodyBytes, options.MaxDecodedBodyBytes);
        return pending.IsCompletedSuccessfully
            ? Conclude(gateway, Map(gateway.Feature, pending.Result), next)
            : AwaitAsync(gateway, pending, next);
    }

    private async Task AwaitAsync(GatewayContext gateway, ValueTask<PeekedBody> pending, GatewayDelegate next)
    {
        var aborted = gateway.HttpContext.RequestAborted;
        PeekedBody peeked;
        try
        {
            peeked = await pending;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return;
        }

        await Conclude(gateway, Map(gateway.Feature, peeked), next);
    }

    private Task Conclude(GatewayContext gateway, MappingRefusal? refusal, GatewayDelegate next)
    {
        if (refusal is null)
        {
            return next(gateway);
        }

        if (refusal.Fault is { } fault)
        {
            Log.RequestNotMapped(logger, gateway.Feature.Endpoint.Id, fault);
        }

        return gateway.RejectAsync(refusal.Reason, refusal.Detail);
    }

    private MappingRefusal? Map(GatewayFeature feature, in PeekedBody peeked)
    {
        if (MappingRefusal.Of(peeked) is { } refusal)
        {
            return refusal;
        }

        // Of the caller, whatever a mapping makes of it for the handler.
        var contentType = feature.RequestHeaders.ContentType;
        var bytes = peeked.Bytes;
        return MapParameters(feature, bytes)
            ?? conversion?.Apply(feature, contentType, ref bytes)
            ?? body?.Apply(feature, bytes, contentType, keepsContentType: parameters is { SetsContentType: true });
    }

    private MappingRefusal? MapParameters(GatewayFeature feature, in ReadOnlySequence<byte> bytes)
    {
        if (parameters is null || bytes.IsSingleSegment)
        {
            return parameters?.Apply(feature, bytes.FirstSpan);
        }

        var length = (int)bytes.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        bytes.CopyTo(joined);
        var refusal = parameters.Apply(feature, joined.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(joined);
        return refusal;
    }
}
