using Gateway.Core.Pipeline;

namespace Microsoft.AspNetCore.Http;

/// <summary>Reaches the gateway's view of a request.</summary>
public static class HttpContextGatewayExtensions
{
    /// <summary>Gets what the gateway knows about this request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The gateway context.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The request has not reached an endpoint with a gateway policy, or its response is complete. Use <see cref="TryGetGateway"/> where
    /// that can happen.
    /// </exception>
    public static GatewayContext GetGateway(this HttpContext context) =>
        TryGetGateway(context, out var gateway)
            ? gateway
            : throw new InvalidOperationException(
                $"The request '{context.Request.Method} {context.Request.Path}' has not reached an endpoint with a gateway policy. "
                + "Add one to the endpoint (for example WithStage or RequireUsagePlan), or use TryGetGateway.");

    /// <summary>Gets what the gateway knows about this request, if it has reached an endpoint with a gateway policy.</summary>
    /// <param name="context">The request.</param>
    /// <param name="gateway">The gateway context.</param>
    /// <returns>False when no gateway policy applies to the request, has not been reached yet, or the response is complete.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public static bool TryGetGateway(this HttpContext context, out GatewayContext gateway)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (GatewayFeature.Find(context.Features) is { } feature)
        {
            // The version is taken before the question: should the request end in between, the context is already invalid.
            gateway = new GatewayContext(feature);
            if (feature.BelongsTo(context))
            {
                return true;
            }
        }

        gateway = default;
        return false;
    }
}
