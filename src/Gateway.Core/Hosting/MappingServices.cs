using Gateway.Core.Mapping;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Hosting;

/// <summary>The services of mapping.</summary>
internal static class MappingServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<GatewayDefinitions>().Mapping);
        services.TryAddSingleton<BodyPathBounds>();
        services.TryAddSingleton<BinaryMediaTypes>();
        services.TryAddSingleton(provider => new TemplateNames(provider.GetRequiredService<ContextVariableTable>()));
        services.TryAddSingleton<TemplateCatalog>();
        services.TryAddSingleton<TemplateRenderer>();
        services.TryAddEnumerable(
        [
            // The response's first: at one place the earlier runs outside, where the request is still as its caller has sent it.
            ServiceDescriptor.Singleton<IGatewayStepFactory, ResponseMappingStepFactory>(),
            ServiceDescriptor.Singleton<IGatewayStepFactory, RequestMappingStepFactory>(),
            ServiceDescriptor.Singleton<IValidateOptions<MappingOptions>, MappingOptionsRangeValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<MappingOptions>, MappingOptionsValidator>(),
        ]);
    }
}
