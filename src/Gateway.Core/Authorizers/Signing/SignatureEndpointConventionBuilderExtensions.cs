using Gateway.Core.Authorizers.Signing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Says which endpoints require signed requests.</summary>
public static class SignatureEndpointConventionBuilderExtensions
{
    /// <summary>
    /// Requires that requests are signed with AWS Signature Version 4, in the <c>Authorization</c> header or as a presigned URL. The signer is
    /// the request's principal, and a resource policy can ask for its account.
    /// </summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>Needs <c>AddSigningCredentials</c>. The body is read whole, up to <see cref="SignatureOptions.MaxBodyBytes"/>, before the handler runs.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder RequireSignature<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new SignatureMetadata(IsRequired: true));

    /// <summary>Frees the endpoint from the signature that its group requires. A later <c>RequireSignature</c> asks anew.</summary>
    /// <typeparam name="TBuilder">An endpoint, a group, or any other convention builder.</typeparam>
    /// <param name="builder">The endpoint or group.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><c>AddApiGateway</c> has not been called.</exception>
    public static TBuilder DisableSignature<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithGatewayMetadata(new SignatureMetadata(IsRequired: false));
}
