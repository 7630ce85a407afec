using System.Runtime.CompilerServices;
using Gateway.Core.Diagnostics;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping;

/// <summary>Gives a response the shape that its caller wants.</summary>
internal sealed class ResponseMappingStep : IGatewayStep
{
    private readonly ResponseMappings _mappings;
    private readonly MappingOptions _options;
    private readonly TemplateRenderer _renderer;
    private readonly ILogger _logger;
    private readonly Func<object, Task> _mapStarting;
    private readonly Predicate<IHttpResponseFeature> _isFor;
    private readonly Predicate<IHttpResponseFeature> _setsStatus;

    public ResponseMappingStep(
        ResponseMappings mappings, MappingOptions options, TemplateRenderer renderer, ILogger<ResponseMappingStep> logger)
    {
        _mappings = mappings;
        _options = options;
        _renderer = renderer;
        _logger = logger;
        _mapStarting = MapStarting;
        _isFor = mappings.IsFor;
        _setsStatus = mappings.SetsStatus;
    }

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        if (_mappings.Parameters is not null && feature.Response is { HasStarted: false } response)
        {
            response.OnStarting(_mapStarting, feature);
        }

        // A step outside that holds the response back looks at it before it starts, and has to find it mapped.
        return _mappings.NeedsResponse || feature.HeldResponse is not null ? CaptureAsync(gateway, next) : HandleAsync(gateway, next);
    }

    /// <summary>Without awaiting: whether the handler has failed is asked when somebody answers in its place.</summary>
    private static Task HandleAsync(GatewayContext gateway, GatewayDelegate next)
    {
        try
        {
            return gateway.Feature.Handling = next(gateway);
        }
        catch
        {
            gateway.Feature.IsResponseMapped = true;
            throw;
        }
    }

    /// <summary>
    /// Maps the headers of a response that is not held back, as it starts: before, the handler could still change what they are from. Neither
    /// a refusal nor what is answered in the place of a handler that failed is the handler's response.
    /// </summary>
    private Task MapStarting(object state)
    {
        var feature = Unsafe.As<GatewayFeature>(state);
        if (feature is { IsActive: true, IsResponseMapped: false, Rejection: null }
            && feature.Handling is not { IsCompleted: true, IsCompletedSuccessfully: false })
        {
            _mappings.MapParameters(feature, default);
        }

        return Task.CompletedTask;
    }

    private async Task CaptureAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var accept = _mappings.Conversion is null && _mappings.Templates is null ? StringValues.Empty : feature.RequestHeaders.Accept;
        var capture = Begin(feature);
        string? fault;
        try
        {
            await next(gateway);
            capture.Close();
            fault = Map(feature, capture, accept);
        }
        catch
        {
            feature.IsResponseMapped = true;
            capture.Discard();
            throw;
        }

        if (fault is null)
        {
            await capture.EndAsync();
        }
        else
        {
            Log.ResponseNotMapped(_logger, feature.Endpoint.Id, feature.Response.StatusCode, fault);
            await capture.RefuseAsync(gateway, RejectionReason.MappingFailed);
        }
    }

    private ResponseCapture Begin(GatewayFeature feature)
    {
        if (feature.HeldResponse is not null)
        {
            // For the step outside, which goes by the status that the caller gets.
            ResponseCapture.Begin(feature, _options.MaxResponseBytes, ResponseOverflow.PassThrough, _setsStatus);
        }

        return ResponseCapture.Begin(feature, _options.MaxResponseBytes, ResponseOverflow.Refuse, _isFor);
    }

    /// <returns>Why the response cannot be mapped; null also where there is nobody to send it to.</returns>
    private string? Map(GatewayFeature feature, in ResponseCapture capture, in StringValues accept)
    {
        if (feature.HttpContext.RequestAborted.IsCancellationRequested)
        {
            capture.Discard();
            return null;
        }

        switch (capture.State)
        {
            case ResponseCaptureState.Captured when feature.Rejection is null:
                return _mappings.Map(feature, capture, accept, _renderer);
            case ResponseCaptureState.NotWanted when feature.Rejection is null:
                _mappings.MapParameters(feature, default);
                return null;
            case ResponseCaptureState.TooLarge:
                return $"its body has more than {_options.MaxResponseBytes} bytes (Mapping:MaxResponseBytes)";
            default:
                return null;
        }
    }
}
