using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Gives endpoints schemas for the bodies of their responses.</summary>
/// <remarks>
/// <para>
/// In the environment <c>Development</c> a response that is not as its schema wants it is sent all the same, and a warning in the log says where it
/// differs. In other environments the schemas are not even read, unless <see cref="EnforceResponseSchema{TBuilder}"/> counts: then, in every
/// environment, what differs is answered by 500 (<c>response_invalid</c>) with nothing of the handler's response in it.
/// </para>
/// <para>
/// The response is looked at as the caller gets it, and held back until then. A body that is empty, is not JSON in UTF-8 by its
/// <c>Content-Type</c>, or has a <c>Content-Encoding</c> of the handler's own differs from every schema. Statuses without a schema, answers to HEAD, 204 and
/// 304, refusals of the gateway, and responses that are read while they are written (server-sent events, WebSockets, gRPC, <c>DisableBuffering</c>) pass
/// unseen.
/// </para>
/// </remarks>
public static class ResponseSchemaEndpointConventionBuilderExtensions
{
    /// <summary>Compares response bodies with a JSON Schema.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one status pattern, the nearer schema replaces the outer.</param>
    /// <param name="schema">
    /// The schema's text: draft 4, 6, 7 or 2020-12 by its <c>$schema</c>. It can refer to models (<c>AddModel</c>) by <c>{"$ref":"Name"}</c>.
    /// Where schemas are read, what is wrong in it stops the start.
    /// </param>
    /// <param name="statuses">
    /// The statuses that it is for: one, such as <c>404</c>, or a regular expression that matches all of a status, such as <c>4\d{2}</c>. By default
    /// those of success. One status goes before patterns, and of two patterns the nearer counts.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="schema"/> is null or empty, or <paramref name="statuses"/> is no regular expression or matches no status.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithResponseSchema<TBuilder>(this TBuilder builder, string schema, string statuses = StatusPattern.Success)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(schema);
        return builder.WithGatewayMetadata(Create(new TextOrigin(schema), statuses));
    }

    /// <summary>Compares response bodies with a JSON Schema in a file.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one status pattern, the nearer schema replaces the outer.</param>
    /// <param name="path">
    /// The file, from the app's content root. It is read when the app starts, where schemas are read; one that is missing or broken stops the start.
    /// </param>
    /// <param name="statuses">The statuses that it is for, as for <see cref="WithResponseSchema{TBuilder}(TBuilder, string, string)"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="path"/> is null or empty, or <paramref name="statuses"/> is no regular expression or matches no status.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithResponseSchemaFile<TBuilder>(this TBuilder builder, string path, string statuses = StatusPattern.Success)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithGatewayMetadata(Create(new FileOrigin(path), statuses));
    }

    /// <summary>Compares response bodies with a schema made from a C# type, with the names and rules of System.Text.Json and of its data annotations.</summary>
    /// <typeparam name="T">
    /// The type. The schema is made by reflection when the app starts, as for <c>WithRequestSchema</c>: of what the serializer could read as this type.
    /// </typeparam>
    /// <param name="builder">The endpoint. For one status pattern, the nearer schema replaces the outer.</param>
    /// <param name="allowUnknownMembers">
    /// Whether members that the serializer would not read may be there. It writes those that have a getter alone, so that false is for types without any.
    /// </param>
    /// <param name="statuses">The statuses that it is for, as for <see cref="WithResponseSchema{TBuilder}(TBuilder, string, string)"/>.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="statuses"/> is no regular expression or matches no status.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static RouteHandlerBuilder WithResponseSchema<T>(
        this RouteHandlerBuilder builder, bool allowUnknownMembers = true, string statuses = StatusPattern.Success) =>
        builder.WithGatewayMetadata(Create<T>(allowUnknownMembers, statuses));

    /// <inheritdoc cref="WithResponseSchema{T}(RouteHandlerBuilder, bool, string)"/>
    /// <param name="builder">The group.</param>
    /// <param name="allowUnknownMembers">Whether members that the serializer would not read may be there.</param>
    /// <param name="statuses">The statuses that it is for.</param>
    public static RouteGroupBuilder WithResponseSchema<T>(
        this RouteGroupBuilder builder, bool allowUnknownMembers = true, string statuses = StatusPattern.Success) =>
        builder.WithGatewayMetadata(Create<T>(allowUnknownMembers, statuses));

    /// <inheritdoc cref="WithResponseSchema{T}(RouteHandlerBuilder, bool, string)"/>
    /// <param name="builder">The endpoints.</param>
    /// <param name="allowUnknownMembers">Whether members that the serializer would not read may be there.</param>
    /// <param name="statuses">The statuses that it is for.</param>
    public static IEndpointConventionBuilder WithResponseSchema<T>(
        this IEndpointConventionBuilder builder, bool allowUnknownMembers = true, string statuses = StatusPattern.Success) =>
        builder.WithGatewayMetadata(Create<T>(allowUnknownMembers, statuses));

    /// <summary>Refuses responses that are not as their schemas want them, in every environment: the caller gets 500, and the log an error.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. Of a group, endpoints without a response schema are left alone; a single one stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// What the handler has set for its response is dropped, all headers and cookies with it, and the answer is written as every refusal is. A response of more
    /// than <see cref="RequestValidationOptions.MaxResponseBytes"/> is refused, too, where a schema is for its status.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder EnforceResponseSchema<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new EnforceResponseSchemaMetadata(NeedsSchema: builder is RouteHandlerBuilder));

    /// <summary>Frees the endpoint from the response schemas of its groups, and from their being enforced. Later calls add again.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableResponseValidation<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableResponseValidationMetadata());

    private static ResponseSchemaMetadata Create<T>(bool allowUnknownMembers, string statuses) =>
        Create(new TypeOrigin(typeof(T), allowUnknownMembers), statuses);

    private static ResponseSchemaMetadata Create(SchemaOrigin origin, string statuses) =>
        new(StatusPattern.Check(statuses, nameof(statuses)), origin);
}
