using Gateway.Core.Pipeline;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Models;
using Gateway.Core.Validation.Rules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>The services of request and response validation.</summary>
internal static class ValidationServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().Validation);
        services.TryAddSingleton<SchemaReadings>();
        services.TryAddSingleton<SchemaTexts>();
        services.TryAddSingleton<SchemaCatalog>();
        services.TryAddSingleton<WorkspacePool>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IGatewayStepFactory, RequestValidationStepFactory>(),
            ServiceDescriptor.Singleton<IGatewayStepFactory, ResponseValidationStepFactory>(),
            ServiceDescriptor.Singleton<IValidateOptions<RequestValidationOptions>, RequestValidationOptionsRangeValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<RequestValidationOptions>, RequestValidationOptionsValidator>(),
        ]);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartCheck, SchemaCatalog>(provider => provider.GetRequiredService<SchemaCatalog>()));
    }
}
