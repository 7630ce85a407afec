using Gateway.Core.Mapping;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Responses;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps bodies between callers and handlers by templates (Scriban's language).</summary>
/// <remarks>
/// A template is read and compiled when the app starts; what is wrong in it, or not covered, stops the start with file, line and column. It sees
/// <c>input</c>, <c>context</c>, <c>stageVariables</c> and <c>util</c>. Parameters are mapped after it: a request template sees the request as the
/// caller has sent it; a response template sees the handler's response, and of the request what the handler got.
/// A value is written for the place where it stands, and cannot break out of it.
/// </remarks>
public static class TemplateEndpointConventionBuilderExtensions
{
    /// <summary>Makes the handler's body by a template, for requests of one content type.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one content type the nearer template replaces the outer one.</param>
    /// <param name="contentType">
    /// The media type of the caller's body, such as <c>application/json</c>, or <c>$default</c>. A request without a content type counts as
    /// <c>application/json</c>.
    /// </param>
    /// <param name="template">The template's text.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is no media type, or <paramref name="template"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestTemplate<TBuilder>(this TBuilder builder, string contentType, string template)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        return builder.WithGatewayMetadata(new RequestTemplateMetadata(MediaType.Normalize(contentType), new TemplateOrigin(template, Path: null)));
    }

    /// <summary>Makes the handler's body by a template in a file, for requests of one content type.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one content type the nearer template replaces the outer one.</param>
    /// <param name="contentType">The media type of the caller's body, or <c>$default</c>.</param>
    /// <param name="path">The file, from the app's content root. It is read when the app starts; one that is missing stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="contentType"/> is no media type, or <paramref name="path"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithRequestTemplateFile<TBuilder>(this TBuilder builder, string contentType, string path)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return builder.WithGatewayMetadata(new RequestTemplateMetadata(MediaType.Normalize(contentType), new TemplateOrigin(Text: null, path)));
    }

    /// <summary>Makes the caller's body by a template, for responses whose status matches.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one pattern and content type the nearer template replaces the outer one.</param>
    /// <param name="statuses">
    /// One status (<c>404</c>), a regular expression that has to match the whole of it (<c>4\d{2}</c>), or null for those for which there is no
    /// other call.
    /// </param>
    /// <param name="contentType">The media type that the caller gets; its <c>Accept</c> chooses.</param>
    /// <param name="template">The template's text.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="statuses"/> matches no status, <paramref name="contentType"/> is no media type, or <paramref name="template"/> is null or
    /// empty.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithResponseTemplate<TBuilder>(this TBuilder builder, string? statuses, string contentType, string template)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        return AddResponse(builder, statuses, contentType, new TemplateOrigin(template, Path: null));
    }

    /// <summary>Makes the caller's body by a template in a file, for responses whose status matches.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. For one pattern and content type the nearer template replaces the outer one.</param>
    /// <param name="statuses">As for <see cref="WithResponseTemplate{TBuilder}(TBuilder, string, string, string)"/>.</param>
    /// <param name="contentType">The media type that the caller gets; its <c>Accept</c> chooses.</param>
    /// <param name="path">The file, from the app's content root. It is read when the app starts; one that is missing stops the start.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="statuses"/> matches no status, <paramref name="contentType"/> is no media type, or <paramref name="path"/> is null or empty.
    /// </exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithResponseTemplateFile<TBuilder>(this TBuilder builder, string? statuses, string contentType, string path)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return AddResponse(builder, statuses, contentType, new TemplateOrigin(Text: null, path));
    }

    /// <summary>Says what becomes of a request's body for whose content type there is no template.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. The nearer call replaces the outer; without one such a body passes as it is.</param>
    /// <param name="behavior">What becomes of it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="behavior"/> is not a named value.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithPassthrough<TBuilder>(this TBuilder builder, PassthroughBehavior behavior)
        where TBuilder : IEndpointConventionBuilder =>
        Enum.IsDefined(behavior)
            ? builder.WithGatewayMetadata(new PassthroughMetadata(behavior))
            : throw new ArgumentOutOfRangeException(nameof(behavior), behavior, "Not a named value.");

    private static TBuilder AddResponse<TBuilder>(TBuilder builder, string? statuses, string contentType, TemplateOrigin origin)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new ResponseTemplateMetadata(
            statuses is null ? null : StatusPattern.Check(statuses, nameof(statuses)), MediaType.Normalize(contentType), origin));
}
