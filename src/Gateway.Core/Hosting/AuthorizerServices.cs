using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Authorization;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>The services of resource policies, signatures and authorizers.</summary>
internal static class AuthorizerServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().PolicyScope);
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().Signatures);
        services.TryAddSingleton(provider => ActivatorUtilities.CreateInstance<AuthorizerTable>(
            provider,
            provider.GetRequiredService<GatewayDefinitions>().Authorizers));
        services.TryAddSingleton<IAuthorizerAdministration, AuthorizerAdministration>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IGatewayStepFactory, ResourcePolicyStepFactory>(),
            ServiceDescriptor.Singleton<IGatewayStepFactory, SignatureStepFactory>(),
            ServiceDescriptor.Singleton<IGatewayStepFactory, AuthorizerStepFactory>(),
            ServiceDescriptor.Singleton<IValidateOptions<AuthorizerOptions>, AuthorizerOptionsRangeValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<AuthorizerOptions>, AuthorizerOptionsValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<PolicyScopeOptions>, PolicyScopeOptionsValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<SignatureOptions>, SignatureOptionsValidator>(),
        ]);
        AddAuthorization(services);
    }

    /// <summary>Whatever the app has for denials goes on to answer those that are not an authorizer's. One that it adds later takes the place of ours.</summary>
    private static void AddAuthorization(IServiceCollection services)
    {
        services.TryAddSingleton<PolicyPipelines>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuthorizationHandler, GatewayAuthorizationHandler>());
        var own = services.LastOrDefault(service => service.ServiceType == typeof(IAuthorizationMiddlewareResultHandler));
        if (own?.ImplementationFactory?.Method.DeclaringType?.Assembly == typeof(AuthorizerServices).Assembly)
        {
            return;
        }

        if (own is not null)
        {
            services.Remove(own);
        }

        services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => new GatewayAuthorizationResultHandler(
            own is null ? new AuthorizationMiddlewareResultHandler() : (IAuthorizationMiddlewareResultHandler)Create(provider, own)));
    }

    private static object Create(IServiceProvider provider, ServiceDescriptor service) =>
        service.ImplementationInstance
        ?? service.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);
}
