using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Core.Tests.Support;

/// <summary>MVC with exactly the controllers of one test, so that tests do not see one another's.</summary>
internal sealed class OnlyControllers(Type[] types) : IApplicationFeatureProvider<ControllerFeature>
{
    public static void Add(IServiceCollection services, params Type[] types) => services.AddControllers().ConfigureApplicationPartManager(manager =>
    {
        manager.FeatureProviders.Clear();
        manager.FeatureProviders.Add(new OnlyControllers(types));
    });

    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        foreach (var type in types)
        {
            feature.Controllers.Add(type.GetTypeInfo());
        }
    }
}
