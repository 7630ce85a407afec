using Gateway.Core.Hosting;
using Gateway.JwtBearer;
using Gateway.JwtBearer.Keys;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authorizers that accept JSON Web Tokens.</summary>
public static class ApiGatewayJwtAuthorizerExtensions
{
    /// <summary>
    /// Adds an authorizer that accepts the tokens of an OpenID Connect issuer. An endpoint asks for it, and for one of several scopes, with
    /// <c>RequireAuthorizer("users", "orders.read")</c>.
    /// </summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The authorizer's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="configure">Describes whose tokens are accepted.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>A token that is not accepted gets 401, one without any of the scopes 403, and an issuer whose keys cannot be read 500.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddJwtAuthorizer(this IApiGatewayBuilder builder, string name, Action<JwtAuthorizerBuilder> configure) =>
        builder.AddTokenAuthorizer(name, new JwtAuthorizerOptions(), configure);

    /// <summary>Adds an authorizer that accepts the tokens of an Amazon Cognito user pool, as REST APIs of Amazon API Gateway do.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The authorizer's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="userPoolId">The pool's id, such as <c>eu-west-1_Ab12Cd34E</c>.</param>
    /// <param name="clientIds">The pool's app clients whose tokens are accepted, at most 50.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// An endpoint that asks for no scope takes ID tokens, one that asks for scopes takes access tokens. A token that is not accepted gets
    /// 401, also for its scopes. Groups of the pool are roles of <c>HttpContext.User</c>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="clientIds"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null or empty, or <paramref name="userPoolId"/> is no id of a user pool.
    /// </exception>
    public static IApiGatewayBuilder AddCognitoAuthorizer(
        this IApiGatewayBuilder builder,
        string name,
        string userPoolId,
        params string[] clientIds)
    {
        ArgumentNullException.ThrowIfNull(clientIds);
        return builder.AddCognitoAuthorizer(name, userPoolId, pool => pool.Audiences(clientIds));
    }

    /// <summary>Adds an authorizer that accepts the tokens of an Amazon Cognito user pool, with further settings.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The authorizer's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="userPoolId">The pool's id, such as <c>eu-west-1_Ab12Cd34E</c>.</param>
    /// <param name="configure">Names the app clients as audiences, and changes what the pool's id has set.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> is null or empty, or <paramref name="userPoolId"/> is no id of a user pool.
    /// </exception>
    public static IApiGatewayBuilder AddCognitoAuthorizer(
        this IApiGatewayBuilder builder,
        string name,
        string userPoolId,
        Action<JwtAuthorizerBuilder> configure) =>
        builder.AddTokenAuthorizer(name, CognitoUserPool.CreateOptions(userPoolId), configure);

    private static IApiGatewayBuilder AddTokenAuthorizer(
        this IApiGatewayBuilder builder,
        string name,
        JwtAuthorizerOptions options,
        Action<JwtAuthorizerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        var jwt = new JwtAuthorizerBuilder(options);
        configure(jwt);

        // By the options themselves: an authorizer that takes the place of this one by its name has others.
        builder.Services.AddKeyedSingleton(options, (services, _) => new IssuerDocuments(options, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddKeyedSingleton(options, (services, _) =>
        {
            var clock = services.GetRequiredService<TimeProvider>();
            var documents = services.GetRequiredKeyedService<IssuerDocuments>(options);
            return new JwtAuthorizer(options, new IssuerKeys(name, options, documents, clock, services.GetRequiredService<ILogger<IssuerKeys>>()), clock);
        });
        return builder.AddAuthorizer(
            name,
            authorizer =>
            {
                // What is said of a token depends on the token and the scopes asked for, and on nothing else of the endpoint.
                authorizer.IdentityFromHeader(options.HeaderName is { Length: > 0 } header ? header : "Authorization")
                    .AllowEverywhere()
                    .CheckAtStart(path => JwtAuthorizerErrors.Find(path, options));
                if (options.IsUserPool)
                {
                    authorizer.LeaveDecisionToResourcePolicy();
                }

                if (jwt.TimeToLive is { } time)
                {
                    authorizer.CacheFor(time);
                }
            },
            services => services.GetRequiredKeyedService<JwtAuthorizer>(options));
    }
}
