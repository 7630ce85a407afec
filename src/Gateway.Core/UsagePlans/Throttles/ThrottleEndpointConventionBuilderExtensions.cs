using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Throttles;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Limits endpoints for all callers together, and says what a request costs.</summary>
public static class ThrottleEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Limits the requests of all callers of an endpoint together, with or without a usage plan. Beyond it the answer is 429 with
    /// <c>Retry-After</c>.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Each endpoint of a group has a bucket of its own; calls accumulate.</param>
    /// <param name="rate">Requests per second in the long run; 0.001 to 1,000,000.</param>
    /// <param name="burst">Requests at once after a pause; 1 to 10,000,000.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> or <paramref name="burst"/> is out of its range.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithThrottle<TBuilder>(this TBuilder builder, double rate, int burst)
        where TBuilder : IEndpointConventionBuilder
    {
        ThrottleOptions.ThrowIfOutOfRange(rate, burst);
        return builder.WithGatewayMetadata(new ThrottleMetadata(rate, burst));
    }

    /// <summary>
    /// Limits the requests of all callers of all endpoints that name the same throttle together. Defined by <c>AddThrottle</c> or under
    /// <c>ApiGateway:Throttles</c>, where it changes while the app runs.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group; calls accumulate.</param>
    /// <param name="name">The throttle's name. One that does not exist stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithSharedThrottle<TBuilder>(this TBuilder builder, string name)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithGatewayMetadata(new SharedThrottleMetadata(name));
    }

    /// <summary>Frees the endpoint from the throttles of its group; a later call adds again. Those of its stage and its plan stay.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableThrottle<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableThrottleMetadata());

    /// <summary>Says what a request of the endpoint costs, in every rate, quota and throttle that it is held to. Without it 1.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group; the nearest call holds.</param>
    /// <param name="cost">1 to 10,000,000. More than a burst or quota that the request can be held to stops the start: it could never be admitted.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cost"/> is out of its range.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithCost<TBuilder>(this TBuilder builder, int cost)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cost, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cost, ThrottleOptions.MaxBurst);
        return builder.WithGatewayMetadata(new CostMetadata(cost));
    }
}
