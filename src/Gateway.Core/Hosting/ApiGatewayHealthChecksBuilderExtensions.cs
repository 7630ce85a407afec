using Gateway.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gateway to the app's health checks.</summary>
public static class ApiGatewayHealthChecksBuilderExtensions
{
    /// <summary>
    /// Reports degraded while a part of the gateway works on less than it should, such as an API key store that does not answer, with an
    /// entry per part that says why.
    /// </summary>
    /// <param name="builder">The app's health checks.</param>
    /// <param name="name">The check's name, <c>api-gateway</c> by default.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IHealthChecksBuilder AddApiGateway(this IHealthChecksBuilder builder, string name = "api-gateway")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.Services.TryAddSingleton<GatewayHealth>();
        return builder.AddCheck<GatewayHealthCheck>(name);
    }
}
