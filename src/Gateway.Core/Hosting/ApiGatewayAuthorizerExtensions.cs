using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Authorizers.Signing.Credentials;
using Gateway.Core.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authorizers and signing credentials in code.</summary>
public static class ApiGatewayAuthorizerExtensions
{
    /// <summary>Adds an authorizer. Configuration of the same name overrides its settings property by property.</summary>
    /// <typeparam name="TAuthorizer">The authorizer. Made for each call in a scope of its own, unless the app has registered it otherwise.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The authorizer's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="configure">Describes what identifies a caller, and how answers are remembered.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddAuthorizer<TAuthorizer>(
        this IApiGatewayBuilder builder,
        string name,
        Action<AuthorizerBuilder> configure)
        where TAuthorizer : class, IGatewayAuthorizer
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddScoped<TAuthorizer>();
        return builder.AddAuthorizer(name, configure, static services => services.GetRequiredService<TAuthorizer>());
    }

    /// <summary>Adds an authorizer as a function.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The authorizer's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="configure">Describes what identifies a caller, and how answers are remembered.</param>
    /// <param name="authorize">Decides, as <see cref="IGatewayAuthorizer.AuthorizeAsync"/> does.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddAuthorizer(
        this IApiGatewayBuilder builder,
        string name,
        Action<AuthorizerBuilder> configure,
        Func<AuthorizerRequest, CancellationToken, ValueTask<AuthorizerResult>> authorize)
    {
        ArgumentNullException.ThrowIfNull(authorize);
        var authorizer = new FunctionAuthorizer(authorize);
        return builder.AddAuthorizer(name, configure, _ => authorizer);
    }

    /// <summary>Adds an authorizer that the app makes itself, or takes from its services.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The authorizer's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="configure">Describes what identifies a caller, and how answers are remembered.</param>
    /// <param name="create">Gives the authorizer for one call, from the services of the call's own scope, which does not dispose it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddAuthorizer(
        this IApiGatewayBuilder builder,
        string name,
        Action<AuthorizerBuilder> configure,
        Func<IServiceProvider, IGatewayAuthorizer> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.Configure<ApiGatewayOptions>(options =>
        {
            // A second one of that name takes the place of the first, whose identity is not its own.
            var authorizer = new AuthorizerOptions { Create = create };
            options.Authorizers[name] = authorizer;
            configure(new AuthorizerBuilder(authorizer));
        });
        return builder;
    }

    /// <summary>Adds the credentials with which requests are signed, for endpoints with <c>RequireSignature</c>. One store; a second call replaces it.</summary>
    /// <typeparam name="TStore">Finds credentials; a singleton.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <param name="configure">Sets at least the region, unless configuration does (<c>ApiGateway:Signatures</c>).</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IApiGatewayBuilder AddSigningCredentials<TStore>(this IApiGatewayBuilder builder, Action<SignatureOptions>? configure = null)
        where TStore : class, ISigningCredentialStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<ISigningCredentialStore, TStore>());
        return builder.AddSignatures(configure);
    }

    /// <summary>Adds the credentials with which requests are signed, for endpoints with <c>RequireSignature</c>. One store; a second call replaces it.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="store">Finds credentials.</param>
    /// <param name="configure">Sets at least the region, unless configuration does (<c>ApiGateway:Signatures</c>).</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="store"/> is null.</exception>
    public static IApiGatewayBuilder AddSigningCredentials(
        this IApiGatewayBuilder builder,
        ISigningCredentialStore store,
        Action<SignatureOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(store);
        builder.Services.Replace(ServiceDescriptor.Singleton(store));
        return builder.AddSignatures(configure);
    }

    private static IApiGatewayBuilder AddSignatures(this IApiGatewayBuilder builder, Action<SignatureOptions>? configure)
    {
        builder.Services.TryAddSingleton<SigningCredentialStoreClient>();
        builder.Services.TryAddSingleton<SigningCredentialDirectory>();
        builder.Services.TryAddSingleton<SignatureAuthentication>();
        builder.Services.Configure<ApiGatewayOptions>(options => configure?.Invoke(options.Signatures));
        return builder;
    }

    private sealed class FunctionAuthorizer(Func<AuthorizerRequest, CancellationToken, ValueTask<AuthorizerResult>> authorize) : IGatewayAuthorizer
    {
        public ValueTask<AuthorizerResult> AuthorizeAsync(AuthorizerRequest request, CancellationToken cancellationToken) =>
            authorize(request, cancellationToken);
    }
}
