using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Throttles;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Limits how often one client address may call endpoints.</summary>
public static class AddressThrottleEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Holds every client address to a rate, before anything of the request is looked at: with and without a good key, and CORS preflights
    /// too. Over it the answer is 429 with <c>Retry-After</c>.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="rate">Requests per second in the long run: 0.001 to 1,000,000; fractions are allowed.</param>
    /// <param name="burst">Requests at once after a pause: 1 to 10,000,000.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// <para>Each endpoint of a group counts for itself. Calls on a group and on its endpoints accumulate: a request must fit all of them, and
    /// one that they refuse is charged to none, unless another request of the address took the last token of one of them meanwhile: then
    /// those before it stay charged. What they admit stays charged, whatever refuses it afterwards.</para>
    /// <para>The address is that of the connection. Behind a proxy, use ASP.NET Core's forwarded headers middleware with the proxy named in
    /// <c>KnownProxies</c> or <c>KnownIPNetworks</c>. An IPv6 address counts by its first 64 bits.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> or <paramref name="burst"/> is outside of its range.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithAddressThrottle<TBuilder>(this TBuilder builder, double rate, int burst)
        where TBuilder : IEndpointConventionBuilder
    {
        ThrottleOptions.ThrowIfOutOfRange(rate, burst);
        return builder.WithGatewayMetadata(new AddressThrottleMetadata(rate, burst));
    }

    /// <summary>Frees the endpoint from the address throttles of its groups. A later <c>WithAddressThrottle</c> adds anew.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableAddressThrottle<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableAddressThrottleMetadata());
}
