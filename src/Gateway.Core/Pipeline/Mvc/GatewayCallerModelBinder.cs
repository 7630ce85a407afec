using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Gateway.Core.Pipeline.Mvc;

/// <summary>Lets an MVC action take a <see cref="GatewayCaller"/>, as a minimal API handler does.</summary>
internal sealed class GatewayCallerModelBinder : IModelBinder, IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(GatewayCaller) ? this : null;

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        if (GatewayFeature.Find(bindingContext.HttpContext.Features)?.Caller is { } caller)
        {
            bindingContext.Result = ModelBindingResult.Success(caller);
        }

        return Task.CompletedTask;
    }
}
