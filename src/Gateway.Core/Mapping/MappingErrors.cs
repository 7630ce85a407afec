using System.Net.Mime;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping;

/// <summary>What stops the start, in requests and responses alike.</summary>
internal static class MappingErrors
{
    /// <returns>Null where the target is removed, or its expression is wrong, which is then said.</returns>
    public static MappingSource? FindSource(GatewayEndpoint endpoint, MappingExpression expressions, ParameterMapping mapping, string direction)
    {
        if (mapping.Read is { } read)
        {
            return new DelegateSource(read);
        }

        try
        {
            return mapping.Expression is null ? null : expressions.Parse(mapping.Expression);
        }
        catch (FormatException exception)
        {
            endpoint.AddError($"its {direction} mapping onto the {mapping.Target.ToString().ToLowerInvariant()} '{mapping.Name}' cannot be used: {exception.Message}");
            return null;
        }
    }

    /// <returns>Null where it cannot be used, which is then said.</returns>
    public static MediaTemplate? FindTemplate(
        GatewayEndpoint endpoint, TemplateCatalog templates, TemplateOrigin origin, string contentType, string direction)
    {
        try
        {
            var written = contentType == MediaType.Any ? MediaTypeNames.Application.Json : contentType;
            return new MediaTemplate(written, templates.Get(origin, written));
        }
        catch (TemplateException exception)
        {
            foreach (var message in exception.Messages)
            {
                endpoint.AddError($"its {direction} template for '{contentType}' cannot be used: {message}");
            }

            return null;
        }
    }

    public static bool TryUseHandling(GatewayEndpoint endpoint, ContentHandling? handling, bool isReference)
    {
        if (handling is not null && !isReference)
        {
            endpoint.AddError("WithContentHandling: bodies are converted in Amazon API Gateway's mode only (Mode = AmazonApiGateway); elsewhere they pass unchanged. Remove it.");
        }

        return handling is not null && isReference;
    }
}
