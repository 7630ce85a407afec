using System.Buffers;
using Gateway.Core.Diagnostics;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Mapping;

/// <summary>Gives a request the shape that its handler wants: headers, query and route values first, then the body.</summary>
/// <param name="parameters">The parameters, or null.</param>
/// <param name="body">The body, by C#, or null.</param>
/// <param name="templates">The body, by templates, or null.</param>
/// <param name="conversion">What the reference does with bodies that are binary, or are not; null elsewhere.</param>
/// <param name="options">How much is read.</param>
/// <param name="renderer">Renders templates.</param>
/// <param name="logger">Where it is said what the app has to correct.</param>
internal sealed class RequestMappingStep(
    RequestParameterRules? parameters,
    RequestBodyMappings? body,
    RequestTemplates? templates,
    RequestConversion? conversion,
    MappingOptions options,
    TemplateRenderer renderer,
    ILogger<RequestMappingStep> logger) : IGatewayStep
{
    private readonly bool _isOfBody = body is not null || conversion is not null;

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        MediaTemplate? template = null;
        if (templates is not null && !templates.TryFind(feature.RequestHeaders.ContentType, out template))
        {
            return Conclude(gateway, MappingRefusal.UnsupportedMediaType, next);
        }

        var needsBody = _isOfBody || template is { Template.NeedsBody: true } || parameters?.NeedsBody(feature) == true;
        if (!needsBody)
        {
            return Conclude(gateway, template is null ? parameters?.Apply(feature, default) : Map(feature, default, template), next);
        }

        var pending = RequestBody.PeekDecodedAsync(feature, options.MaxBodyBytes, options.MaxDecodedBodyBytes);
        return pending.IsCompletedSuccessfully
            ? Conclude(gateway, Map(feature, pending.Result, template), next)
            : AwaitAsync(gateway, pending, template, next);
    }

    private async Task AwaitAsync(GatewayContext gateway, ValueTask<PeekedBody> pending, MediaTemplate? template, GatewayDelegate next)
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

        await Conclude(gateway, Map(gateway.Feature, peeked, template), next);
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

    private MappingRefusal? Map(GatewayFeature feature, in PeekedBody peeked, MediaTemplate? template)
    {
        if (MappingRefusal.Of(peeked) is { } refusal)
        {
            return refusal;
        }

        // Of the caller, whatever a mapping makes of it for the handler.
        var contentType = feature.RequestHeaders.ContentType;
        var bytes = peeked.Bytes;
        return template is not null ? MapByTemplate(feature, template, bytes)
            : MapParameters(feature, bytes)
                ?? conversion?.Apply(feature, contentType, ref bytes)
                ?? body?.Apply(feature, bytes, contentType, keepsContentType: parameters is { SetsContentType: true });
    }

    /// <summary>The template sees the request as its caller has sent it, so it is rendered before parameters are written.</summary>
    private MappingRefusal? MapByTemplate(GatewayFeature feature, MediaTemplate template, in ReadOnlySequence<byte> bytes)
    {
        var rendered = renderer.Render(template.Template, feature, bytes, out var outcome);
        if (rendered is null)
        {
            return MappingRefusal.Of(outcome);
        }

        if (MapParameters(feature, bytes) is { } refusal)
        {
            rendered.Dispose();
            return refusal;
        }

        RequestBody.Replace(feature, rendered);
        if (parameters is not { SetsContentType: true })
        {
            feature.RequestHeaders.ContentType = template.ContentType;
        }

        return null;
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
