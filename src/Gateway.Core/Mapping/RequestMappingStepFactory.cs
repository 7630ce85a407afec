using System.Text.Json;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping;

internal sealed class RequestMappingStepFactory(
    ContextVariableTable variables,
    BodyPathBounds bounds,
    MappingOptions options,
    BinaryMediaTypes binary,
    PipelineOptions pipeline,
    TemplateCatalog templates,
    TemplateRenderer renderer,
    ILogger<RequestMappingStep> logger) : IGatewayStepFactory
{
    private readonly bool _isReference = pipeline.Mode == GatewayMode.AmazonApiGateway;

    private readonly MappingExpression _expressions = new(variables, bounds, isRequest: true);

    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Mapping);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var selection = RequestMappingSelection.Of(endpoint);
        var parameters = CreateParameters(endpoint, selection);
        var body = CreateBody(endpoint, selection);
        var conversion = MappingErrors.TryUseHandling(endpoint, selection.Handling, _isReference)
            ? new RequestConversion(selection.Handling!.Value, binary)
            : null;
        var bodyTemplates = CreateTemplates(endpoint, selection);
        return parameters is null && body is null && conversion is null && bodyTemplates is null
            ? null
            : new RequestMappingStep(parameters, body, bodyTemplates, conversion, options, renderer, logger);
    }

    private RequestTemplates? CreateTemplates(GatewayEndpoint endpoint, RequestMappingSelection selection)
    {
        if (selection.Templates.Count == 0 && selection.Passthrough is null)
        {
            return null;
        }

        if (selection.Templates.Count > 0 && selection.Typed.Count > 0)
        {
            endpoint.AddError("it has request templates and typed request mappings; use one of the two (DisableRequestMapping() clears what its groups say).");
        }

        var compiled = selection.Templates
            .Select(template => KeyValuePair.Create(template.Key, MappingErrors.FindTemplate(endpoint, templates, template.Value, template.Key, "request")))
            .Where(template => template.Value is not null)
            .Select(template => KeyValuePair.Create(template.Key, template.Value!));
        return new RequestTemplates([.. compiled], selection.Passthrough ?? PassthroughBehavior.WhenNoMatch);
    }

    private RequestParameterRules? CreateParameters(GatewayEndpoint endpoint, RequestMappingSelection selection)
    {
        if (selection.Parameters.Count == 0)
        {
            return null;
        }

        ParameterRule[] rules =
        [
            .. selection.Parameters.Where(mapping => !IsIgnored(mapping)).Select(mapping => CreateRule(endpoint, mapping)).OfType<ParameterRule>(),
        ];
        return new RequestParameterRules(rules, options.MaxValueLength, dropsHeaders: _isReference);
    }

    private bool IsIgnored(ParameterMapping mapping) =>
        _isReference && mapping.Target == MappingTarget.Header && ReferenceHeaders.IsUnmappable(mapping.Name);

    private ParameterRule? CreateRule(GatewayEndpoint endpoint, ParameterMapping mapping)
    {
        if (mapping.Target == MappingTarget.Header && IsForbidden(mapping.Name))
        {
            endpoint.AddError($"its request mapping onto the header '{mapping.Name}' would break what the server reads the request by; remove it.");
            return null;
        }

        if (mapping.Target == MappingTarget.Route && !HasRouteParameter(endpoint, mapping.Name))
        {
            endpoint.AddError($"its request mapping onto the route value '{mapping.Name}': its pattern '{endpoint.RoutePattern}' does not have it.");
            return null;
        }

        var source = MappingErrors.FindSource(endpoint, _expressions, mapping, "request");
        if (source is RouteSource route && !HasRouteParameter(endpoint, route.Name!))
        {
            endpoint.AddError($"{mapping.Expression}: its pattern '{endpoint.RoutePattern}' has no '{route.Name}'.");
        }

        if (_isReference && source is RequestHeaderSource header && ReferenceHeaders.IsUnreadable(header.Name!))
        {
            source = new UnreadableSource();
        }

        return new ParameterRule(mapping.Target, mapping.Name, source);
    }

    private bool IsForbidden(string header) =>
        _isReference
            ? ReferenceHeaders.IsForbidden(header)
            : header.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)
                || header.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase);

    private static bool HasRouteParameter(GatewayEndpoint endpoint, string name) =>
        endpoint.Pattern is not { } pattern || pattern.Parameters.Any(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private RequestBodyMappings? CreateBody(GatewayEndpoint endpoint, RequestMappingSelection selection)
    {
        if (selection.Typed.Count == 0)
        {
            return null;
        }

        var mappings = new List<RequestBodyMapping>();
        foreach (var typed in selection.Typed)
        {
            try
            {
                mappings.Add(typed.Create(JsonOptionsOf.Endpoint(endpoint)));
            }
            catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or JsonException)
            {
                endpoint.AddError($"its request mapping from {typed.BodyType.Name} cannot be used: {exception.Message}");
            }
        }

        return new RequestBodyMappings([.. mappings], pipeline.Mode);
    }
}
