using Gateway.Core.Authorizers.Policies;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says by address, caller, method, path, stage, header and time who may call endpoints.</summary>
public static class ResourcePolicyEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Lets pass only what a policy allows. What it denies is refused with 403 whatever else allows it. Without an authorizer on the endpoint
    /// nothing passes that no statement allows; with one, either side's Allow suffices.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group. The statements of all calls on a group and on its endpoints are one policy.</param>
    /// <param name="policy">The policy.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="policy"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="policy"/> was read from more than 8,192 characters.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireResourcePolicy<TBuilder>(this TBuilder builder, PolicyDocument policy)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.Length > PolicyLimits.ResourcePolicyLength
            ? throw new ArgumentException(ExplainLength(policy.Length), nameof(policy))
            : builder.WithGatewayMetadata(new ResourcePolicyMetadata(policy));
    }

    /// <summary>As with a <see cref="PolicyDocument"/>, from a document in the reference's JSON form.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="json">The document, at most 8,192 characters. What is wrong in it stops the start, with the endpoint and the place.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="json"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireResourcePolicy<TBuilder>(this TBuilder builder, string json)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(json);
        return builder.WithGatewayMetadata(Read(json));
    }

    /// <summary>As with a <see cref="PolicyDocument"/>, written in place.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <param name="configure">Adds statements.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireResourcePolicy<TBuilder>(this TBuilder builder, Action<PolicyBuilder> configure)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireResourcePolicy(PolicyDocument.Create(configure));

    /// <summary>Frees the endpoint from the policies of its groups; a later call adds again.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableResourcePolicy<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new DisableResourcePolicyMetadata());

    // Once here and not whenever the endpoint is built; the error is kept for the start, which names the endpoint and all other errors.
    private static ResourcePolicyMetadata Read(string json)
    {
        if (json.Length > PolicyLimits.ResourcePolicyLength)
        {
            return new ResourcePolicyMetadata(Document: null, ExplainLength(json.Length));
        }

        try
        {
            return new ResourcePolicyMetadata(PolicyDocument.Parse(json));
        }
        catch (FormatException exception)
        {
            return new ResourcePolicyMetadata(Document: null, exception.Message);
        }
    }

    private static string ExplainLength(int length) =>
        $"The policy has {length} characters; {PolicyLimits.ResourcePolicyLength} are allowed for a resource policy.";
}
