using Gateway.Core.UsagePlans;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which usage plans endpoints require.</summary>
public static class UsagePlanEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Requires an API key whose usage plan covers the endpoint, and holds the caller to that plan's rate and quota. Without a good key
    /// the answer is 401, with one that is not covered 403, over a limit 429 with <c>Retry-After</c>.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="plans">
    /// The plans that are accepted; none means every plan. Calls on a group and on its endpoints narrow one another to the plans that all
    /// of them name. A name that does not exist, or no plan left, stops the start.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <remarks>A request is charged to the first plan of its key that endpoint and stage allow.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="plans"/> is null.</exception>
    /// <exception cref="ArgumentException">A plan's name is null or empty.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireUsagePlan<TBuilder>(this TBuilder builder, params string[] plans)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(plans);
        foreach (var plan in plans)
        {
            ArgumentException.ThrowIfNullOrEmpty(plan, nameof(plans));
        }

        return builder.WithGatewayMetadata(new UsagePlanMetadata([.. plans]));
    }

    /// <summary>
    /// Frees the endpoint from the usage plan that its group requires: no key is asked for and none is charged. A later
    /// <c>RequireUsagePlan</c> asks anew.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableUsagePlan<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableUsagePlanMetadata());
}
