using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts gateway policies on endpoints.</summary>
public static class GatewayEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Adds metadata of another package's step, and sees to it that the gateway enforces it. Every <c>Require…</c> and <c>With…</c> of the
    /// gateway goes this way.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="metadata">What an <see cref="IGatewayStepFactory"/> looks for.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="metadata"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="metadata"/> is an attribute: those belong on actions and controllers.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithGatewayMetadata<TBuilder>(this TBuilder builder, IGatewayMetadata metadata)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata is Attribute)
        {
            throw new ArgumentException(
                "An attribute belongs on an action or its controller; on a builder, use the convention of the same name.", nameof(metadata));
        }

        if (builder is IEndpointRouteBuilder group)
        {
            MissingServices.ThrowIfMissing(group.ServiceProvider);
        }

        builder.Add(endpoint =>
        {
            MissingServices.ThrowIfMissing(endpoint.ApplicationServices);
            Add(endpoint.Metadata, metadata);
        });
        try
        {
            builder.Finally(EndpointPipeline.Install);
        }
        catch (NotImplementedException)
        {
            // Finally is a default interface method that some builders (YARP's, for one) do not have.
            builder.Add(EndpointPipeline.Install);
        }

        return builder;
    }

    /// <summary>Names the endpoint, instead of the id made from its methods and route, in configuration, state, logs and metrics.</summary>
    /// <typeparam name="TBuilder">An endpoint or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint.</param>
    /// <param name="id">The id: not empty, at most 256 characters, without <c>:</c>, which separates configuration keys.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is empty, too long, or contains <c>:</c>.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithEndpointId<TBuilder>(this TBuilder builder, string id)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Length > 256 || id.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException($"The endpoint id '{id}' must have at most 256 characters and no ':'.", nameof(id));
        }

        return builder.WithGatewayMetadata(new EndpointIdMetadata(id));
    }

    /// <summary>
    /// The nearer metadata comes last. MVC puts the attributes of an action, which are nearer than any convention on its builder, before
    /// the conventions; everywhere else the order of adding is right.
    /// </summary>
    private static void Add(IList<object> all, IGatewayMetadata metadata)
    {
        var attribute = 0;
        while (attribute < all.Count && all[attribute] is not (IGatewayMetadata and Attribute))
        {
            attribute++;
        }

        if (all.OfType<ActionDescriptor>().Any())
        {
            all.Insert(attribute, metadata);
        }
        else
        {
            all.Add(metadata);
        }
    }
}
