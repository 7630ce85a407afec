using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps bodies between callers and handlers, in C#.</summary>
/// <remarks>
/// Bodies are read and written by the app's own JSON options (<c>ConfigureHttpJsonOptions</c>), which are asked for both types at the start:
/// a source-generated context is used where it is in their resolver chain, and a type that they do not know stops the start.
/// </remarks>
public static class TypedMappingEndpointConventionBuilderExtensions
{
    /// <summary>Maps JSON bodies of requests from the caller's type to the handler's.</summary>
    /// <typeparam name="TFrom">What the caller sends.</typeparam>
    /// <typeparam name="TTo">What the handler reads.</typeparam>
    /// <param name="builder">The endpoint. Mappings of groups and endpoint follow one another, the outermost first.</param>
    /// <param name="map">
    /// Makes one from the other. The context gives headers, route values, query, caller and stage; what it sets on the request stands. Parameters
    /// (<c>WithRequestParameters</c>) are mapped before.
    /// </param>
    /// <param name="allowsEmptyBody">
    /// Whether it is called with <c>default</c> where the body is <c>null</c> or, for the outermost mapping, where there is none, whatever the
    /// method. An upgraded connection is never given one.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// A body that is no JSON of <typeparamref name="TFrom"/> gets 400, one of another content type 415, one over the bounds of
    /// <c>Mapping</c> 413; what an outer mapping has made that this one cannot read becomes 500 and an error in the log. Unless
    /// <paramref name="allowsEmptyBody"/> says otherwise, GET, HEAD, OPTIONS, TRACE, DELETE and CONNECT may come without a body and are
    /// not mapped then. The handler gets <c>application/json</c>, unless <c>WithRequestParameters</c> maps another content type.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="map"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static RouteHandlerBuilder WithRequestMapping<TFrom, TTo>(
        this RouteHandlerBuilder builder, Func<TFrom, GatewayContext, TTo> map, bool allowsEmptyBody = false) =>
        builder.WithGatewayMetadata(CreateRequest(map, allowsEmptyBody));

    /// <inheritdoc cref="WithRequestMapping{TFrom, TTo}(RouteHandlerBuilder, Func{TFrom, GatewayContext, TTo}, bool)"/>
    /// <param name="builder">The group.</param>
    /// <param name="map">Makes one from the other.</param>
    /// <param name="allowsEmptyBody">Whether it is called with <c>default</c> where the body is <c>null</c> or there is none.</param>
    public static RouteGroupBuilder WithRequestMapping<TFrom, TTo>(
        this RouteGroupBuilder builder, Func<TFrom, GatewayContext, TTo> map, bool allowsEmptyBody = false) =>
        builder.WithGatewayMetadata(CreateRequest(map, allowsEmptyBody));

    /// <inheritdoc cref="WithRequestMapping{TFrom, TTo}(RouteHandlerBuilder, Func{TFrom, GatewayContext, TTo}, bool)"/>
    /// <param name="builder">The endpoints.</param>
    /// <param name="map">Makes one from the other.</param>
    /// <param name="allowsEmptyBody">Whether it is called with <c>default</c> where the body is <c>null</c> or there is none.</param>
    public static IEndpointConventionBuilder WithRequestMapping<TFrom, TTo>(
        this IEndpointConventionBuilder builder, Func<TFrom, GatewayContext, TTo> map, bool allowsEmptyBody = false) =>
        builder.WithGatewayMetadata(CreateRequest(map, allowsEmptyBody));

    /// <summary>Maps JSON bodies of responses from the handler's type to the caller's.</summary>
    /// <typeparam name="TFrom">What the handler writes.</typeparam>
    /// <typeparam name="TTo">What the caller gets.</typeparam>
    /// <param name="builder">The endpoint. Mappings of endpoint and groups follow one another, the endpoint's first.</param>
    /// <param name="map">
    /// Makes one from the other. The context's <c>HttpContext.Response</c> takes another status and headers; they win over those of
    /// <c>WithResponseParameters</c>.
    /// </param>
    /// <param name="statuses">Which responses: one status, or a regular expression that matches the whole of it. All of success by default.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// What is not JSON by its content type, and what is streamed, passes as it is. JSON that is no <typeparamref name="TFrom"/>, is encoded, or is over
    /// <c>Mapping:MaxResponseBytes</c> becomes 500 and an error in the log. The caller gets <c>application/json</c>, unless
    /// <c>WithResponseParameters</c> maps another content type.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="map"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="statuses"/> is empty, no regular expression, or matches no status.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static RouteHandlerBuilder WithResponseMapping<TFrom, TTo>(
        this RouteHandlerBuilder builder, Func<TFrom, GatewayContext, TTo> map, string statuses = StatusPattern.Success) =>
        builder.WithGatewayMetadata(CreateResponse(map, statuses));

    /// <inheritdoc cref="WithResponseMapping{TFrom, TTo}(RouteHandlerBuilder, Func{TFrom, GatewayContext, TTo}, string)"/>
    /// <param name="builder">The group.</param>
    /// <param name="map">Makes one from the other.</param>
    /// <param name="statuses">Which responses: one status, or a regular expression that matches the whole of it. All of success by default.</param>
    public static RouteGroupBuilder WithResponseMapping<TFrom, TTo>(
        this RouteGroupBuilder builder, Func<TFrom, GatewayContext, TTo> map, string statuses = StatusPattern.Success) =>
        builder.WithGatewayMetadata(CreateResponse(map, statuses));

    /// <inheritdoc cref="WithResponseMapping{TFrom, TTo}(RouteHandlerBuilder, Func{TFrom, GatewayContext, TTo}, string)"/>
    /// <param name="builder">The endpoints.</param>
    /// <param name="map">Makes one from the other.</param>
    /// <param name="statuses">Which responses: one status, or a regular expression that matches the whole of it. All of success by default.</param>
    public static IEndpointConventionBuilder WithResponseMapping<TFrom, TTo>(
        this IEndpointConventionBuilder builder, Func<TFrom, GatewayContext, TTo> map, string statuses = StatusPattern.Success) =>
        builder.WithGatewayMetadata(CreateResponse(map, statuses));

    private static TypedRequestMappingMetadata<TFrom, TTo> CreateRequest<TFrom, TTo>(Func<TFrom, GatewayContext, TTo> map, bool allowsEmptyBody)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new TypedRequestMappingMetadata<TFrom, TTo>(map, allowsEmptyBody);
    }

    private static TypedResponseMappingMetadata<TFrom, TTo> CreateResponse<TFrom, TTo>(Func<TFrom, GatewayContext, TTo> map, string statuses)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new TypedResponseMappingMetadata<TFrom, TTo>(StatusPattern.Check(statuses, nameof(statuses)), map);
    }
}
