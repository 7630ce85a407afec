using System.Reflection;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gateway.Core.Validation.Bodies;

/// <summary>What an MVC action binds from its body, and what reads it.</summary>
internal static class ActionBody
{
    public static bool IsAction(GatewayEndpoint endpoint) => endpoint.Metadata.GetMetadata<ActionDescriptor>() is not null;

    public static AcceptedBody? Find(ActionDescriptor action, IServiceProvider services)
    {
        var body = action.Parameters.Concat(action.BoundProperties)
            .FirstOrDefault(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Body);
        return body is null ? null : new AcceptedBody(body.ParameterType, IsOptional(body, services));
    }

    /// <summary>The name of a formatter that reads JSON and is not System.Text.Json's, after whose rules names are compared; or null.</summary>
    public static string? FindOtherFormatter(GatewayEndpoint endpoint, IEnumerable<string> contentTypes)
    {
        if (!IsAction(endpoint) || GetOptions(endpoint.Services) is not { } options)
        {
            return null;
        }

        string[] types = [.. contentTypes];
        return options.InputFormatters.OfType<InputFormatter>()
            .FirstOrDefault(formatter => formatter is not SystemTextJsonInputFormatter
                && formatter.SupportedMediaTypes.Any(supported => IsJson(supported) && types.Any(type => Covers(supported, type))))
            ?.GetType().Name;
    }

    private static bool IsJson(string supported) => supported.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static bool Covers(string supported, string contentType) =>
        contentType == Pipeline.Bodies.MediaType.Any
        || new Microsoft.AspNetCore.Mvc.Formatters.MediaType(contentType)
            .IsSubsetOf(new Microsoft.AspNetCore.Mvc.Formatters.MediaType(supported));

    // As MVC decides it for EmptyBodyBehavior.Default.
    private static bool IsOptional(ParameterDescriptor body, IServiceProvider services) => body.BindingInfo!.EmptyBodyBehavior switch
    {
        EmptyBodyBehavior.Allow => true,
        EmptyBodyBehavior.Disallow => false,
        _ => IsNullable(body) || GetOptions(services)?.AllowEmptyInputInBodyModelBinding == true,
    };

    private static bool IsNullable(ParameterDescriptor body) => body switch
    {
        ControllerParameterDescriptor { ParameterInfo: { } parameter } =>
            parameter.HasDefaultValue || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable,
        ControllerBoundPropertyDescriptor { PropertyInfo: { } property } =>
            new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable,
        _ => Nullable.GetUnderlyingType(body.ParameterType) is not null,
    };

    private static MvcOptions? GetOptions(IServiceProvider services) => services.GetService<IOptions<MvcOptions>>()?.Value;
}
