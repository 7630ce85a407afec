using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Validation.Bodies;
using Gateway.Core.Validation.Parameters;

namespace Gateway.Core.Validation;

/// <summary>Refuses requests whose parameters or body are not as the endpoint declares them.</summary>
/// <param name="parameters">The parameters, or null.</param>
/// <param name="body">The body, or null.</param>
/// <param name="stopsAtParameters">Whether a body is not looked at when parameters are wrong, as in the reference.</param>
internal sealed class RequestValidationStep(ParameterCheck? parameters, BodyCheck? body, bool stopsAtParameters) : IGatewayStep
{
    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var errors = parameters?.Check(gateway.HttpContext.Request);
        if (body is null || (errors is not null && stopsAtParameters))
        {
            return Conclude(gateway, errors, finding: null, next);
        }

        var pending = body.CheckAsync(gateway.Feature);
        return pending.IsCompletedSuccessfully
            ? Conclude(gateway, errors, pending.Result, next)
            : AwaitAsync(gateway, errors, pending, next);
    }

    private static async Task AwaitAsync(
        GatewayContext gateway, List<RequestValidationError>? errors, ValueTask<BodyFinding?> pending, GatewayDelegate next)
    {
        var aborted = gateway.HttpContext.RequestAborted;
        BodyFinding? finding;
        try
        {
            finding = await pending;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return;
        }

        await Conclude(gateway, errors, finding, next);
    }

    private static Task Conclude(GatewayContext gateway, List<RequestValidationError>? errors, BodyFinding? finding, GatewayDelegate next)
    {
        if (errors is null && finding is null)
        {
            return next(gateway);
        }

        IEnumerable<RequestValidationError> all = [.. errors ?? [], .. finding?.Errors ?? []];
        var reason = errors is null ? finding!.Reason : RejectionReason.ParametersInvalid;
        return gateway.RejectAsync(
            reason,
            all.Any() ? new RequestValidationRejection([.. all.Take(RequestValidationRejection.MaxErrors)]) : null);
    }
}
