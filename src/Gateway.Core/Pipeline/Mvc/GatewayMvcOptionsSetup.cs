using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Pipeline.Mvc;

/// <summary>Joins the gateway to MVC; runs only in an app that uses controllers.</summary>
internal sealed class GatewayMvcOptionsSetup : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.Conventions.Add(new GatewayApplicationModelConvention());
        options.ModelBinderProviders.Insert(0, new GatewayCallerModelBinder());

        // Not from the request: neither validated nor part of the API description.
        options.ModelMetadataDetailsProviders.Add(new BindingSourceMetadataProvider(typeof(GatewayCaller), BindingSource.Special));
        options.ModelMetadataDetailsProviders.Add(new SuppressChildValidationMetadataProvider(typeof(GatewayCaller)));
    }
}
