using System.Runtime.CompilerServices;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Mapping;

/// <summary>Gives a response the shape that its caller wants.</summary>
internal sealed class ResponseMappingStep : IGatewayStep
{
    private readonly ResponseMappings _mappings;
    private readonly MappingOptions _options;
    private readonly ILogger _logger;
    private readonly Func<object, Task> _mapStarting;
    private readonly Predicate<IHttpResponseFeature> _isFor;

    public ResponseMappingStep(ResponseMappings mappings, MappingOptions options, ILogger<ResponseMappingStep> logger)
    {
        _mappings = mappings;
        _options = options;
        _logger = logger;
        _mapStarting = MapStarting;
        _isFor = mappings.IsFor;
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
        var capture = ResponseCapture.Begin(feature, _options.MaxResponseBytes, ResponseOverflow.Refuse, _isFor);
        string? fault;
        try
        {
            await next(gateway);
            fault = Map(feature, capture);
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
            return;
        }

        capture.Discard();
        Log.ResponseNotMapped(_logger, feature.Endpoint.Id, feature.Response.StatusCode, fault);
        gateway.HttpContext.Response.Clear();
        await gateway.RejectAsync(RejectionReason.MappingFailed);
    }

    private string? Map(GatewayFeature feature, in ResponseCapture capture) => capture.State switch
    {
        ResponseCaptureState.Captured when feature.Rejection is null => _mappings.Map(feature, capture),
        ResponseCaptureState.TooLarge => $"its body has more than {_options.MaxResponseBytes} bytes (Mapping:MaxResponseBytes)",
        _ => null,
    };
}
