using Gateway.Core.ApiKeys.Authentication;
using Gateway.Core.Pipeline.Composition;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gateway's API keys to the app's authentication.</summary>
public static class ApiKeyAuthenticationBuilderExtensions
{
    /// <summary>
    /// Makes the gateway's API keys an authentication scheme, so that <c>[Authorize]</c> and <c>RequireAuthorization()</c> accept them. It
    /// needs <c>AddApiGateway()</c>, before or after it.
    /// </summary>
    /// <param name="builder">The app's authentication.</param>
    /// <param name="authenticationScheme">The scheme's name, <c>ApiKey</c> by default.</param>
    /// <param name="configureOptions">Sets the scheme's options.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// A key is read, looked up, limited and refused as for a usage plan; an endpoint may ask for both, and pays once. The caller has the
    /// claims <c>NameIdentifier</c> (the key's id), <c>Name</c> (its name), <c>gateway:plan</c> (one per plan) and one per tag.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="authenticationScheme"/> is null or empty.</exception>
    public static AuthenticationBuilder AddApiKey(
        this AuthenticationBuilder builder,
        string authenticationScheme = ApiKeyAuthenticationOptions.DefaultScheme,
        Action<ApiKeyAuthenticationOptions>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(authenticationScheme);
        builder.Services.TryAddSingleton(CreateAuthenticator);
        builder.Services.TryAddTransient<ChallengeOrder>();
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ApiKeyAuthenticationStart>());
        return builder.AddScheme<ApiKeyAuthenticationOptions, ApiKeyAuthenticationHandler>(authenticationScheme, configureOptions);
    }

    private static ApiKeyAuthenticator CreateAuthenticator(IServiceProvider services) =>
        services.GetService<GatewayComposer>() is null
            ? throw MissingServices.CreateException("An authentication scheme was added with AddApiKey()")
            : ActivatorUtilities.CreateInstance<ApiKeyAuthenticator>(services);
}
