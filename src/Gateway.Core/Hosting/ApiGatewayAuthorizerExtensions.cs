using Gateway.Core.Authorizers;
using Gateway.Core.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authorizers in code.</summary>
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

    private static IApiGatewayBuilder AddAuthorizer(
        this IApiGatewayBuilder builder,
        string name,
        Action<AuthorizerBuilder> configure,
        Func<IServiceProvider, IGatewayAuthorizer> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.Configure<ApiGatewayOptions>(options =>
        {
            // A second one of that name takes the place of the first, whose identity is not its own.
            var authorizer = new AuthorizerOptions { Create = create };
            options.Authorizers[name] = authorizer;
            configure(new AuthorizerBuilder(authorizer));
        });
        return builder;
    }

    private sealed class FunctionAuthorizer(Func<AuthorizerRequest, CancellationToken, ValueTask<AuthorizerResult>> authorize) : IGatewayAuthorizer
    {
        public ValueTask<AuthorizerResult> AuthorizeAsync(AuthorizerRequest request, CancellationToken cancellationToken) =>
            authorize(request, cancellationToken);
    }
}
