using System.Text.Json;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Responses;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping;

internal sealed class ResponseMappingStepFactory(
    ContextVariableTable variables,
    BodyPathBounds bounds,
    MappingOptions options,
    BinaryMediaTypes binary,
    PipelineOptions pipeline,
    TemplateCatalog templates,
    TemplateRenderer renderer,
    ILogger<ResponseMappingStep> logger) : IGatewayStepFactory
{
    private static readonly string[] Framing = [HeaderNames.ContentLength, HeaderNames.TransferEncoding, HeaderNames.Connection];

    private readonly bool _isReference = pipeline.Mode == GatewayMode.AmazonApiGateway;

    private readonly MappingExpression _expressions = new(variables, bounds, isRequest: false);

    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.Mapping);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var selection = ResponseMappingSelection.Of(endpoint);
        var parameters = selection.Parameters.Count == 0 ? null
            : new StatusTable<ResponseParameterRules>(
                selection.Parameters.Select(entry => KeyValuePair.Create(entry.Statuses, CreateRules(endpoint, entry))));
        var bodies = CreateBodies(endpoint, selection);
        var conversion = MappingErrors.TryUseHandling(endpoint, selection.Handling, _isReference)
            ? new ResponseConversion(selection.Handling!.Value, binary)
            : null;
        var bodyTemplates = CreateTemplates(endpoint, selection, bodies is not null);
        if (parameters is null && bodies is null && conversion is null && bodyTemplates is null)
        {
            return null;
        }

        var needsMatch = _isReference && parameters is not null;
        return new ResponseMappingStep(
            new ResponseMappings(parameters, bodies, bodyTemplates, conversion, needsMatch), options, renderer, logger);
    }

    private StatusTable<ResponseTemplates>? CreateTemplates(GatewayEndpoint endpoint, ResponseMappingSelection selection, bool hasTyped)
    {
        var byStatus = selection.Templates.Select(group => KeyValuePair.Create(group.Key, CreateTemplates(endpoint, group))).ToList();
        if (byStatus.Count > 0 && hasTyped)
        {
            endpoint.AddError("it has response templates and typed response mappings; use one of the two (DisableResponseMapping() clears what its groups say).");
        }

        return byStatus.Count == 0 || byStatus.Exists(entry => entry.Value is null)
            ? null
            : new StatusTable<ResponseTemplates>(byStatus.Select(entry => KeyValuePair.Create(entry.Key, entry.Value!)));
    }

    /// <returns>Null where one cannot be used, which is then said.</returns>
    private ResponseTemplates? CreateTemplates(GatewayEndpoint endpoint, IEnumerable<KeyValuePair<string, TemplateOrigin>> origins)
    {
        var compiled = origins
            .Select(origin => MappingErrors.FindTemplate(endpoint, templates, origin.Value, origin.Key, "response"))
            .ToList();
        return compiled.Contains(null) ? null : new ResponseTemplates(compiled!);
    }

    private ResponseParameterRules CreateRules(GatewayEndpoint endpoint, ResponseParameterSelection selection) => new(
        [.. selection.Mappings.Select(mapping => CreateRule(endpoint, mapping)).OfType<ParameterRule>()],
        selection.Status,
        new LocationCheck(selection.LocationHosts),
        options.MaxValueLength,
        remapsHeaders: _isReference);

    private ParameterRule? CreateRule(GatewayEndpoint endpoint, ParameterMapping mapping)
    {
        var isRemoved = mapping is { Expression: null, Read: null };
        if ((isRemoved || !_isReference) && Framing.Contains(mapping.Name, StringComparer.OrdinalIgnoreCase))
        {
            endpoint.AddError($"its response mapping onto the header '{mapping.Name}': the server writes it by itself; remove it.");
            return null;
        }

        var source = MappingErrors.FindSource(endpoint, _expressions, mapping, "response");
        var name = _isReference && source is not null ? ReferenceHeaders.FindMappedName(mapping.Name) : mapping.Name;
        return name is null ? null : new ParameterRule(MappingTarget.Header, name, source);
    }

    private static StatusTable<ResponseBodyMappings>? CreateBodies(GatewayEndpoint endpoint, ResponseMappingSelection selection)
    {
        var typed = selection.Typed
            .Select(metadata => (Statuses: StatusPattern.FindStatuses(metadata.Statuses).ToHashSet(), Mapping: Create(endpoint, metadata)))
            .Where(entry => entry.Mapping is not null)
            .ToList();
        if (typed.Count == 0)
        {
            return null;
        }

        return new StatusTable<ResponseBodyMappings>(status =>
        {
            ResponseBodyMapping[] mappings = [.. typed.Where(entry => entry.Statuses.Contains(status)).Select(entry => entry.Mapping!)];
            return mappings.Length == 0 ? null : new ResponseBodyMappings(mappings);
        });
    }

    private static ResponseBodyMapping? Create(GatewayEndpoint endpoint, TypedResponseMappingMetadata metadata)
    {
        try
        {
            return metadata.Create(JsonOptionsOf.Endpoint(endpoint));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or JsonException)
        {
            endpoint.AddError($"its response mapping for '{metadata.Statuses}' cannot be used: {exception.Message}");
            return null;
        }
    }
}
