using System.Net.Mime;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives endpoints schemas for the bodies of their requests.</summary>
/// <remarks>
/// A body that is not as its schema wants it is refused with 400 before the handler runs; one of a content type without a schema, or not in
/// UTF-8, with 415; one that is not there counts as missing (GET, HEAD, OPTIONS, TRACE, DELETE and CONNECT excepted). In Amazon API Gateway's mode a content type
/// without a schema is not validated, a missing one counts as <c>application/json</c>, and an empty body as <c>{}</c>.
/// </remarks>
public static class RequestSchemaEndpointConventionBuilderExtensions
{
    /// <summary>Validates bodies by the type that the handler accepts: its body parameter in a minimal API, <c>[FromBody]</c> on an action.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Of a group, endpoints whose handler accepts no JSON body are left alone; a single one stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// It counts for the JSON types that the endpoint is said to accept (<c>Accepts</c>, <c>[Consumes]</c>), else for <c>application/json</c>. Where
    /// the handler's body is optional, it may be missing. The schema is made by reflection when the app starts. Members that the type does not have are refused, as by
    /// <see cref="WithRequestSchema{T}(RouteHandlerBuilder, bool, string)"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestSchema<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new RequestSchemaMetadata(ContentType: null, Origin: null, NeedsAcceptedBody: builder is RouteHandlerBuilder));

    /// <summary>Validates bodies of a content type by a JSON Schema.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one content type, the nearer schema replaces the outer.</param>
    /// <param name="schema">
    /// The schema's text: draft 4, 6, 7 or 2020-12 by its <c>$schema</c>. It can refer to models (<c>AddModel</c>) by
    /// <c>{"$ref":"Name"}</c>. What is wrong in it stops the start.
    /// </param>
    /// <param name="contentType">The media type, or <c>$default</c> for all that have no schema of their own.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="schema"/> is null or empty, or <paramref name="contentType"/> is no media type.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestSchema<TBuilder>(
        this TBuilder builder, string schema, string contentType = MediaTypeNames.Application.Json)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        return builder.WithGatewayMetadata(new RequestSchemaMetadata(MediaType.Normalize(contentType), new TextOrigin(schema)));
    }

    /// <summary>Validates bodies of a content type by a JSON Schema in a file.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one content type, the nearer schema replaces the outer.</param>
    /// <param name="path">The file, from the app's content root. It is read when the app starts; one that is missing or broken stops the start.</param>
    /// <param name="contentType">The media type, or <c>$default</c> for all that have no schema of their own.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or <paramref name="contentType"/> is no media type.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestSchemaFile<TBuilder>(
        this TBuilder builder, string path, string contentType = MediaTypeNames.Application.Json)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithGatewayMetadata(new RequestSchemaMetadata(MediaType.Normalize(contentType), new FileOrigin(path)));
    }

    /// <summary>Validates bodies by a schema made from a C# type, with the names and rules of System.Text.Json and of its data annotations.</summary>
    /// <typeparam name="T">The type. The schema is made by reflection when the app starts.</typeparam>
    /// <param name="builder">The endpoint. For one content type, the nearer schema replaces the outer.</param>
    /// <param name="allowUnknownMembers">Whether members that the type does not have may be there.</param>
    /// <param name="contentType">The media type, or <c>$default</c> for all that have no schema of their own.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is no media type.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static RouteHandlerBuilder WithRequestSchema<T>(
        this RouteHandlerBuilder builder, bool allowUnknownMembers = false, string contentType = MediaTypeNames.Application.Json) =>
        builder.WithGatewayMetadata(CreateMetadata<T>(allowUnknownMembers, contentType));

    /// <inheritdoc cref="WithRequestSchema{T}(RouteHandlerBuilder, bool, string)"/>
    /// <param name="builder">The group.</param>
    /// <param name="allowUnknownMembers">Whether members that the type does not have may be there.</param>
    /// <param name="contentType">The media type, or <c>$default</c> for all that have no schema of their own.</param>
    public static RouteGroupBuilder WithRequestSchema<T>(
        this RouteGroupBuilder builder, bool allowUnknownMembers = false, string contentType = MediaTypeNames.Application.Json) =>
        builder.WithGatewayMetadata(CreateMetadata<T>(allowUnknownMembers, contentType));

    /// <inheritdoc cref="WithRequestSchema{T}(RouteHandlerBuilder, bool, string)"/>
    /// <param name="builder">The endpoints.</param>
    /// <param name="allowUnknownMembers">Whether members that the type does not have may be there.</param>
    /// <param name="contentType">The media type, or <c>$default</c> for all that have no schema of their own.</param>
    public static IEndpointConventionBuilder WithRequestSchema<T>(
        this IEndpointConventionBuilder builder, bool allowUnknownMembers = false, string contentType = MediaTypeNames.Application.Json) =>
        builder.WithGatewayMetadata(CreateMetadata<T>(allowUnknownMembers, contentType));

    private static RequestSchemaMetadata CreateMetadata<T>(bool allowUnknownMembers, string contentType) =>
        new(MediaType.Normalize(contentType), new TypeOrigin(typeof(T), allowUnknownMembers));
}
