using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Pipeline;

/// <summary>
/// What the gateway knows about the request that runs now: steps receive it, and any code of the request gets it from
/// <c>HttpContext.GetGateway()</c>.
/// </summary>
/// <remarks>
/// Valid until the response is complete; afterwards every member throws <see cref="ObjectDisposedException"/>. What it returns
/// (<see cref="GatewayCaller"/>, <see cref="GatewayStage"/>) is immutable and may be kept.
/// </remarks>
public readonly struct GatewayContext
{
    private readonly GatewayFeature _feature;
    private readonly int _version;

    internal GatewayContext(GatewayFeature feature)
    {
        _feature = feature;
        _version = feature.Version;
    }

    /// <summary>Gets the request itself.</summary>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public HttpContext HttpContext => Checked(_feature?.HttpContext);

    /// <summary>Gets the endpoint as the gateway sees it: its id and its metadata.</summary>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public GatewayEndpoint Endpoint => Checked(_feature?.Endpoint);

    /// <summary>Gets the stage that the request runs in.</summary>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public GatewayStage Stage => Checked(_feature?.Stage);

    /// <summary>Gets the caller, in the usage plan that was charged or that refused.</summary>
    /// <value>Null on an endpoint without a usage plan, before the admission step has run, and when it chose no plan.</value>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public GatewayCaller? Caller => Checked(_feature?.Caller);

    /// <summary>Gets whom the endpoint's authorizers have recognised, with their context values.</summary>
    /// <value>Null on an endpoint without an authorizer, and before the authorizers have run.</value>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public GatewayPrincipal? Principal => Checked(_feature?.Principal);

    /// <summary>Gets the id that the response carries in <c>x-request-id</c>, or <c>x-amzn-RequestId</c> in Amazon API Gateway's mode.</summary>
    /// <value>A UUID in its 36 character form, or null when request ids are switched off.</value>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public string? RequestId => Checked(_feature?.RequestId);

    /// <summary>Gets the reason for which the request was refused.</summary>
    /// <value>Null while it was not refused.</value>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public RejectionReason? Rejection => Checked(_feature?.Rejection);

    /// <summary>Gets the facts behind the refusal, by a type of their own for each reason that has any.</summary>
    /// <value>Null while the request was not refused, and for reasons without details.</value>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public RejectionDetail? RejectionDetail => Checked(_feature?.RejectionDetail);

    /// <summary>The pooled object, for the gateway's own steps; they run inside the request and need no version check.</summary>
    internal GatewayFeature Feature => _feature;

    /// <summary>
    /// Refuses the request: writes the response for <paramref name="reason"/>, counts it and logs it. A step that calls this does not
    /// call the next one.
    /// </summary>
    /// <param name="reason">Why; it decides status, body and headers.</param>
    /// <param name="detail">The facts behind it, for logs and for response templates.</param>
    /// <returns>A task that completes when the response is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reason"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    public Task RejectAsync(RejectionReason reason, RejectionDetail? detail = null)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return Checked(_feature)!.Endpoint.Rejections.RejectAsync(_feature, reason, detail);
    }

    // The value is read before the version is compared: if the version still holds, the value belonged to this request.
    private T Checked<T>(T? value)
    {
        Volatile.ReadBarrier();
        ObjectDisposedException.ThrowIf(_feature is null || _feature.Version != _version, typeof(GatewayContext));
        return value!;
    }
}
