using System.Buffers.Binary;
using System.Security.Cryptography;
using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Diagnostics;
using Gateway.Core.Hosting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Composition;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Mvc;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Connections;
using Gateway.Core.UsagePlans.Limits;
using Gateway.Core.UsagePlans.Throttles;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the API gateway to an app.</summary>
public static class ApiGatewayServiceCollectionExtensions
{
    /// <summary>
    /// Adds the gateway: from then on endpoints can carry its policies (<c>RequireUsagePlan</c>, <c>WithStage</c>, …). There is no
    /// middleware to add. Calling it again adds to the same gateway.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <returns>A builder for plans, keys and stages.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IApiGatewayBuilder AddApiGateway(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddMetrics();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        AddDefinitions(services);
        AddPipeline(services);
        AddAddressLimits(services);
        AddApiKeys(services);
        AddUsagePlans(services);
        AuthorizerServices.Add(services);
        ValidationServices.Add(services);
        MappingServices.Add(services);
        AddStages(services);
        AddValidators(services);
        return new ApiGatewayBuilder(services);
    }

    /// <summary>Adds the gateway with options set in code.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets options.</param>
    /// <returns>A builder for plans, keys and stages.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="configure"/> is null.</exception>
    public static IApiGatewayBuilder AddApiGateway(this IServiceCollection services, Action<ApiGatewayOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = services.AddApiGateway();
        services.Configure(configure);
        return builder;
    }

    /// <summary>Adds the gateway with plans, keys, stages and options from configuration, which override those of code.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="section">The section, by custom <c>ApiGateway</c>. It may be missing or empty.</param>
    /// <returns>A builder for plans, keys and stages.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> or <paramref name="section"/> is null.</exception>
    public static IApiGatewayBuilder AddApiGateway(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var builder = services.AddApiGateway();
        services.AddSingleton(new GatewayConfiguration(section));
        return builder;
    }

    private static void AddDefinitions(IServiceCollection services)
    {
        services.TryAddSingleton<ConfigurationInputs>();
        services.TryAddSingleton<DefinitionReader>();
        services.TryAddSingleton<GatewayDefinitions>();
        services.TryAddSingleton<DefinitionReloader>();
        services.TryAddSingleton<ConfigurationWatcher>();
    }

    private static void AddPipeline(IServiceCollection services)
    {
        services.TryAddSingleton<GatewayMetrics>();
        services.TryAddSingleton<GatewayHealth>();
        services.TryAddSingleton<StartErrors>();
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().Pipeline);
        services.TryAddSingleton<IRejectionOptionsSource>(provider => provider.GetRequiredService<GatewayDefinitions>());
        services.TryAddSingleton<IDefinitionSource>(provider => provider.GetRequiredService<GatewayDefinitions>());
        services.TryAddSingleton<ContextVariableTable>();
        services.TryAddSingleton<RejectionResponses>();
        services.TryAddSingleton<RejectionWriter>();
        services.TryAddSingleton<GatewayFeaturePool>();
        services.TryAddSingleton<LiveConnections>();
        services.TryAddSingleton(provider => new RequestIds(provider.GetRequiredService<PipelineOptions>(), Random.Shared));
        services.TryAddSingleton<RequestEntry>();
        services.TryAddSingleton<GatewayComposer>();
        services.TryAddSingleton<EarlyRejections>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, MisroutedEndpointPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, GatewayStartupFilter>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<MvcOptions>, GatewayMvcOptionsSetup>());
    }

    private static void AddAddressLimits(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new AddressTable(
            provider.GetRequiredService<GatewayDefinitions>().MaxAddresses,
            BinaryPrimitives.ReadUInt128LittleEndian(RandomNumberGenerator.GetBytes(16)),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<GatewayHealth>(),
            provider.GetRequiredService<ILogger<AddressTable>>()));
        services.TryAddSingleton<AddressLimitTable>();
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().FailedCredentials);
        services.TryAddSingleton<FailedCredentialLimiter>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, PreflightPolicy>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGatewayStepFactory, AddressThrottleStepFactory>());
    }

    private static void AddStages(IServiceCollection services) =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGatewayStepFactory, StageStepFactory>());

    private static void AddApiKeys(IServiceCollection services)
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().ApiKeys);
        services.TryAddSingleton(provider => new ApiKeyDirectory(
            provider.GetRequiredService<ApiKeysOptions>(),
            provider.GetService<IApiKeyStore>() is { } store
                ? ActivatorUtilities.CreateInstance<ApiKeyStoreClient>(provider, store)
                : null,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ApiKeyDirectory>>()));
        services.TryAddSingleton<ApiKeyVerifier>();
        services.TryAddSingleton<ICredentialRevalidation, ApiKeyRevalidation>();
        services.TryAddSingleton<IApiKeyAdministration, ApiKeyAdministration>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGatewayStepFactory, ApiKeyStepFactory>());
        AddQueryKeys(services);
    }

    /// <summary>The host keeps its own factory, and with it the reuse of contexts, unless keys may come in the query.</summary>
    private static void AddQueryKeys(IServiceCollection services)
    {
        var existing = services.LastOrDefault(service => service.ServiceType == typeof(IHttpContextFactory));
        if (existing is null || existing.ImplementationType == typeof(DefaultHttpContextFactory))
        {
            services.Replace(ServiceDescriptor.Singleton<IHttpContextFactory>(provider =>
            {
                var factory = new DefaultHttpContextFactory(provider);
                return provider.GetRequiredService<ApiKeysOptions>().QueryParameterName is { } name
                    ? new QueryApiKeyHttpContextFactory(factory, name)
                    : factory;
            }));
        }
    }

    private static void AddUsagePlans(IServiceCollection services)
    {
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<CallerStateTable>(
            provider,
            provider.GetRequiredService<GatewayDefinitions>().MaxCallers));
        services.TryAddSingleton<SharedLimitTable>();
        services.TryAddSingleton<HubPolls>();
        services.TryAddSingleton<CallerDirectory>();
        services.TryAddSingleton<IUsageAdministration, UsageAdministration>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IGatewayStepFactory, AdmissionStepFactory>());
    }

    private static void AddValidators(IServiceCollection services) => services.TryAddEnumerable(
    [
        ServiceDescriptor.Singleton<IValidateOptions<ApiGatewayOptions>, ApiGatewayOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<FailedCredentialOptions>, FailedCredentialOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<ApiKeysOptions>, ApiKeysOptionsRangeValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<ApiKeysOptions>, ApiKeysOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<ApiKeyOptions>, ApiKeyOptionsRangeValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<ApiKeyOptions>, ApiKeyOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<UsagePlanOptions>, UsagePlanOptionsRangeValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<UsagePlanOptions>, UsagePlanOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<ThrottleOptions>, ThrottleOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<StageOptions>, StageOptionsValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<RejectionOptions>, RejectionOptionsRangeValidator>(),
        ServiceDescriptor.Singleton<IValidateOptions<RejectionOptions>, RejectionOptionsValidator>(),
    ]);
}
