using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Validation.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Validation;

/// <summary>Compares responses with what the endpoint declares, and says where they differ, or refuses to send them.</summary>
/// <param name="check">The schemas.</param>
/// <param name="isEnforced">Whether what differs is refused.</param>
/// <param name="logger">Where it is said.</param>
internal sealed class ResponseValidationStep(ResponseCheck check, bool isEnforced, ILogger<ResponseValidationStep> logger) : IGatewayStep
{
    private readonly Predicate<IHttpResponseFeature> _isFor = response => check.IsFor(response.StatusCode);
    private readonly ResponseOverflow _overflow = isEnforced ? ResponseOverflow.Refuse : ResponseOverflow.PassThrough;

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next) =>
        HttpMethods.IsHead(gateway.Feature.HttpContext.Request.Method) ? next(gateway) : CaptureAsync(gateway, next);

    private async Task CaptureAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var capture = ResponseCapture.Begin(feature, check.MaxBytes, _overflow, _isFor);
        try
        {
            await next(gateway);
            capture.Close();
            if (feature.HttpContext.RequestAborted.IsCancellationRequested || feature.IsRejectionWritten)
            {
                // A handler that stops because its client has gone is not to blame for what it has not written.
                capture.Discard();
                return;
            }

            var errors = check.FindErrors(feature.Response, capture);
            if (errors is not null && isEnforced)
            {
                Log.ResponseRefused(logger, feature.Endpoint.Id, feature.Response.StatusCode, errors);
                await capture.RefuseAsync(gateway, RejectionReason.ResponseInvalid);
                return;
            }

            Tell(feature, capture, errors);
        }
        catch
        {
            capture.Discard();
            throw;
        }

        await capture.EndAsync();
    }

    private void Tell(GatewayFeature feature, ResponseCapture capture, string? errors)
    {
        var status = feature.Response.StatusCode;
        if (errors is not null)
        {
            Log.ResponseMismatch(logger, feature.Endpoint.Id, status, errors);
        }
        else if (capture.State == ResponseCaptureState.PassedThrough && capture.IsOverCap && check.IsFor(status))
        {
            Log.ResponseNotValidated(logger, feature.Endpoint.Id, status, check.MaxBytes);
        }
    }
}
