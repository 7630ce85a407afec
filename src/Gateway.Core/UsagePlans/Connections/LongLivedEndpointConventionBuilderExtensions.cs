using Gateway.Core.UsagePlans.Connections;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which endpoints keep their requests open.</summary>
public static class LongLivedEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Marks an endpoint whose requests stay open: server-sent events, streams, long polls. They count under the plan's
    /// <c>Connections</c> instead of its <c>Concurrency</c>, and are closed when their API key is revoked.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Not needed for WebSockets, SignalR hubs, connection handlers and endpoints with <c>[DisableRequestTimeout]</c>. Of a connection
    /// handler without a hub every request counts so, what it sends beside a connection too.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithLongLivedRequests<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new LongLivedMetadata());
}
