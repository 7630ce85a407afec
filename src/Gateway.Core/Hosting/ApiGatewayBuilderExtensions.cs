using Gateway.Core.ApiKeys;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the gateway's definitions in code.</summary>
public static class ApiGatewayBuilderExtensions
{
    /// <summary>Adds a usage plan, or changes the one of that name. Configuration of the same name overrides it property by property.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The plan's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="configure">Describes the plan.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddUsagePlan(this IApiGatewayBuilder builder, string name, Action<UsagePlanBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(options => configure(new UsagePlanBuilder(GetOrAdd(options.UsagePlans, name))));
    }

    /// <summary>
    /// Adds a limit for all callers of all endpoints that name it with <c>WithSharedThrottle</c>, or changes the one of that name.
    /// Configuration of the same name overrides it property by property.
    /// </summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The throttle's name: 1 to 128 letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</param>
    /// <param name="rate">Requests per second in the long run; 0.001 to 1,000,000.</param>
    /// <param name="burst">Requests at once after a pause, 1 to 10,000,000; null for the rate, rounded up.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddThrottle(this IApiGatewayBuilder builder, string name, double rate, int? burst = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Configure(options =>
        {
            var throttle = GetOrAdd(options.Throttles, name);
            (throttle.Rate, throttle.Burst) = (rate, burst);
        });
    }

    /// <summary>Adds a stage without variables.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The stage's name: 1 to 128 letters, digits, <c>_</c> and <c>-</c>; or <c>$default</c>, which always exists.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddStage(this IApiGatewayBuilder builder, string name) => builder.AddStage(name, static _ => { });

    /// <summary>Adds a stage, or changes the one of that name. Configuration of the same name overrides it property by property.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">The stage's name: 1 to 128 letters, digits, <c>_</c> and <c>-</c>; or <c>$default</c>, which always exists.</param>
    /// <param name="configure">Describes the stage.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddStage(this IApiGatewayBuilder builder, string name, Action<StageBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(options => configure(new StageBuilder(GetOrAdd(options.Stages, name))));
    }

    /// <summary>Adds an API key, or changes the one of that id. Configuration of the same id overrides it property by property.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="id">The key's id: names the caller in logs, usage and handlers. At most 128 characters, without <c>:</c>.</param>
    /// <param name="configure">Describes the key.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="id"/> is null or empty.</exception>
    public static IApiGatewayBuilder AddApiKey(this IApiGatewayBuilder builder, string id, Action<ApiKeyBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(options => configure(new ApiKeyBuilder(GetOrAdd(options.ApiKeys.Keys, id))));
    }

    /// <summary>Looks up keys that code and configuration do not have in a store of the app's own. One store; a second call replaces it.</summary>
    /// <typeparam name="TStore">The store; a singleton.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IApiGatewayBuilder AddApiKeyStore<TStore>(this IApiGatewayBuilder builder)
        where TStore : class, IApiKeyStore
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Replace(ServiceDescriptor.Singleton<IApiKeyStore, TStore>());
        return builder;
    }

    /// <summary>Looks up keys that code and configuration do not have in a store of the app's own. One store; a second call replaces it.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="store">The store.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="store"/> is null.</exception>
    public static IApiGatewayBuilder AddApiKeyStore(this IApiGatewayBuilder builder, IApiKeyStore store)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(store);
        builder.Services.Replace(ServiceDescriptor.Singleton(store));
        return builder;
    }

    /// <summary>Adds a step of the app's own or of another package.</summary>
    /// <typeparam name="TFactory">Decides which endpoints get the step and where it stands; a singleton.</typeparam>
    /// <param name="builder">The gateway.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IApiGatewayBuilder AddStep<TFactory>(this IApiGatewayBuilder builder)
        where TFactory : class, IGatewayStepFactory
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IGatewayStepFactory, TFactory>());
        return builder;
    }

    /// <summary>Makes a reason of a step of one's own known, so that configuration can replace its response by name.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="reason">The reason, kept in a static field of its owner.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="reason"/> is null.</exception>
    public static IApiGatewayBuilder AddRejectionReason(this IApiGatewayBuilder builder, RejectionReason reason)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(reason);
        builder.Services.AddSingleton(reason);
        return builder;
    }

    /// <summary>Replaces status, headers or body of the response for one reason.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="configure">Describes the response; what it leaves out keeps the reason's own value.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IApiGatewayBuilder ConfigureRejection(
        this IApiGatewayBuilder builder,
        RejectionReason reason,
        Action<RejectionOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return builder.ConfigureRejection(reason.Name, configure);
    }

    /// <summary>Replaces status, headers or body of the response for a reason by name, or for a class of them.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="name">A reason's name, <see cref="RejectionOptions.Default4xx"/> or <see cref="RejectionOptions.Default5xx"/>.</param>
    /// <param name="configure">Describes the response; what it leaves out keeps the reason's own value.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IApiGatewayBuilder ConfigureRejection(
        this IApiGatewayBuilder builder,
        string name,
        Action<RejectionOptions> configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(options => configure(GetOrAdd(options.Rejections, name)));
    }

    private static IApiGatewayBuilder Configure(this IApiGatewayBuilder builder, Action<ApiGatewayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    private static T GetOrAdd<T>(IDictionary<string, T> definitions, string name)
        where T : new()
    {
        if (!definitions.TryGetValue(name, out var definition))
        {
            definitions.Add(name, definition = new T());
        }

        return definition;
    }
}
