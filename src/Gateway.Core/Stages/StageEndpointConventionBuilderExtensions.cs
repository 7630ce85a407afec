using Gateway.Core.Stages;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which stage endpoints run in.</summary>
public static class StageEndpointConventionBuilderExtensions
{
    /// <summary>Runs the endpoint, or every endpoint of the group, in a stage. The nearer call replaces that of an outer group.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="stage">
    /// The stage's name, as added by <c>AddStage</c> or configured under <c>ApiGateway:Stages</c>. A name that does not exist stops the
    /// start. Without a stage an endpoint runs in <c>$default</c>.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="stage"/> is null or empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder WithStage<TBuilder>(this TBuilder builder, string stage)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(stage);
        return builder.WithGatewayMetadata(new StageMetadata(stage));
    }
}
