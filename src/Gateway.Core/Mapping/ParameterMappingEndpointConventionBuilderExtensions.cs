using Gateway.Core.Mapping;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Pipeline.Responses;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps parameters between callers and handlers.</summary>
/// <remarks>
/// A request is validated before it is mapped, as its caller sent it; the handler sees the mapped one. On the way back the handler's response
/// is mapped before it is held against a response schema.
/// </remarks>
public static class ParameterMappingEndpointConventionBuilderExtensions
{
    /// <summary>Sets headers, query parameters and route values of the request before the handler sees it.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Calls add up; for one target the nearer replaces the outer.</param>
    /// <param name="configure">Lists the targets and where their values are from.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// A body from which a value is mapped has to be JSON where it begins like it, else the answer is 400. In Amazon API Gateway's mode the
    /// headers that its HTTP proxy integrations drop are dropped, but those that the server needs (<c>Host</c>, <c>Content-Length</c>,
    /// <c>Transfer-Encoding</c>), and a content encoding is taken off.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestParameters<TBuilder>(this TBuilder builder, Action<RequestParameterMapBuilder> configure)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        var map = new RequestParameterMapBuilder();
        configure(map);
        return builder.WithGatewayMetadata(new RequestParameterMappingMetadata([.. map.Mappings]));
    }

    /// <summary>Sets status and headers of responses for which no other call names the status.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Calls add up; for one header the nearer replaces the outer.</param>
    /// <param name="configure">Lists the headers and where their values are from.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// Refusals by the gateway and pages of an exception handler are not mapped. In Amazon API Gateway's mode the handler's headers are renamed as its HTTP proxy
    /// integrations do, and mapped ones as its HTTP integrations do (<c>x-amzn-Remapped-</c>).
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithResponseParameters<TBuilder>(this TBuilder builder, Action<ResponseParameterMapBuilder> configure)
        where TBuilder : IEndpointConventionBuilder =>
        AddResponse(builder, statuses: null, configure);

    /// <summary>Sets status and headers of responses whose status matches.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Calls for one pattern add up; for one header the nearer replaces the outer.</param>
    /// <param name="statuses">
    /// One status (<c>404</c>), or a regular expression that has to match the whole of it (<c>4\d{2}</c>). One status wins over patterns; of
    /// two patterns that match, the one added last wins. Exactly one call's mappings are used for a response.
    /// </param>
    /// <param name="configure">Lists the headers and where their values are from.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>In Amazon API Gateway's mode a response whose status matches none becomes 500 unless there is a call without a pattern.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="statuses"/> is empty, no regular expression, or matches no status.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithResponseParameters<TBuilder>(
        this TBuilder builder, string statuses, Action<ResponseParameterMapBuilder> configure)
        where TBuilder : IEndpointConventionBuilder =>
        AddResponse(builder, StatusPattern.Check(statuses, nameof(statuses)), configure);

    /// <summary>Says how bodies are converted between text and binary, by Amazon API Gateway's rules and in its mode only.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. The nearer call replaces the outer. Without a call bodies pass as the bytes that they are.</param>
    /// <param name="request">What becomes of requests' bodies.</param>
    /// <param name="response">What becomes of responses' bodies.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>Which media types are binary is said by <c>Mapping:BinaryMediaTypes</c>. Outside of that mode a call stops the start.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One is not a named value.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithContentHandling<TBuilder>(
        this TBuilder builder, ContentHandling request = ContentHandling.ByMediaType, ContentHandling response = ContentHandling.ByMediaType)
        where TBuilder : IEndpointConventionBuilder
    {
        ThrowIfUnnamed(request, nameof(request));
        ThrowIfUnnamed(response, nameof(response));
        return builder.WithGatewayMetadata(new ContentHandlingMetadata(request, response));
    }

    /// <summary>Frees the endpoint from the request mappings of its groups: parameters, types, templates and content handling. Later calls add again.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableRequestMapping<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableRequestMappingMetadata());

    /// <summary>Frees the endpoint from the response mappings of its groups: parameters, types, templates and content handling. Later calls add again.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableResponseMapping<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableResponseMappingMetadata());

    private static TBuilder AddResponse<TBuilder>(TBuilder builder, string? statuses, Action<ResponseParameterMapBuilder> configure)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(configure);
        var map = new ResponseParameterMapBuilder();
        configure(map);
        return builder.WithGatewayMetadata(
            new ResponseParameterMappingMetadata(statuses, [.. map.Mappings], map.StatusCode, [.. map.LocationHosts]));
    }

    private static void ThrowIfUnnamed(ContentHandling handling, string name)
    {
        if (!Enum.IsDefined(handling))
        {
            throw new ArgumentOutOfRangeException(name, handling, "Not a named value.");
        }
    }
}
