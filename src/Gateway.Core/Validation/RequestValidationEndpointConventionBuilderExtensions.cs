using Gateway.Core.Validation;
using Gateway.Core.Validation.Parameters;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which parameters requests need, and which of what is declared is validated.</summary>
public static class RequestValidationEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Requires headers, query parameters and route values: present, not blank, and, where a schema is given, as it wants them. What is
    /// missing or wrong is refused with 400, all of it in one answer.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Calls add up; for one parameter the nearer replaces the outer.</param>
    /// <param name="configure">Lists the parameters.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireParameters<TBuilder>(this TBuilder builder, Action<RequestParameterBuilder> configure)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        var parameters = new RequestParameterBuilder();
        configure(parameters);
        return builder.WithGatewayMetadata(new RequestParametersMetadata([.. parameters.Parameters]));
    }

    /// <summary>Says which of the declared parameters and schemas requests are validated by.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. The nearer call replaces the outer.</param>
    /// <param name="mode">Parameters, body or both; both where it is never called.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mode"/> is not a named one.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestValidation<TBuilder>(this TBuilder builder, RequestValidationMode mode)
        where TBuilder : IEndpointConventionBuilder =>
        Enum.IsDefined(mode)
            ? builder.WithGatewayMetadata(new RequestValidationModeMetadata(mode))
            : throw new ArgumentOutOfRangeException(nameof(mode), mode, "Not a named mode.");

    /// <summary>Frees the endpoint from the parameters, schemas and mode of its groups. Later calls add again.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableRequestValidation<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableRequestValidationMetadata());
}
