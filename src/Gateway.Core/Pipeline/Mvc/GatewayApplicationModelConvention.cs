using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Gateway.Core.Pipeline.Mvc;

/// <summary>Gives every action that carries a gateway attribute, on itself or its controller, the filter that enforces it.</summary>
internal sealed class GatewayApplicationModelConvention : IApplicationModelConvention
{
    public void Apply(ApplicationModel application)
    {
        foreach (var action in application.Controllers.SelectMany(controller => controller.Actions))
        {
            var metadata = action.Attributes
                .Concat(action.Controller.Attributes)
                .Concat(action.Selectors.Concat(action.Controller.Selectors).SelectMany(selector => selector.EndpointMetadata));
            if (metadata.OfType<IGatewayMetadata>().Any())
            {
                action.Filters.Add(new GatewayActionFilter());
            }
        }
    }
}
