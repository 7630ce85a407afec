using System.Net.Mime;
using Gateway.Core.Pipeline;
using Gateway.Core.Validation.Bodies;
using Gateway.Core.Validation.Models;
using Gateway.Core.Validation.Parameters;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Validation;

internal sealed class RequestValidationStepFactory(
    SchemaCatalog catalog,
    WorkspacePool workspaces,
    RequestValidationOptions options,
    PipelineOptions pipeline) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.RequestValidation);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var selection = RequestValidationSelection.Of(endpoint);
        var rules = selection.Parameters.Select(parameter => CreateRule(endpoint, parameter)).ToArray();
        var schemas = selection.Schemas.SelectMany(schema => Compile(endpoint, schema)).ToList();
        var parameters = rules.Length == 0 ? null : new ParameterCheck(rules, workspaces);
        var body = schemas.Count == 0 ? null : new BodyCheck(new BodySchemas(schemas), options, pipeline.Mode, workspaces);
        return parameters is null && body is null
            ? null
            : new RequestValidationStep(parameters, body, stopsAtParameters: pipeline.Mode == GatewayMode.AmazonApiGateway);
    }

    private IEnumerable<KeyValuePair<string, CompiledSchema>> Compile(GatewayEndpoint endpoint, RequestSchemaMetadata schema)
    {
        var use = AcceptedType.IsMvc(endpoint) ? SchemaUse.MvcBody : SchemaUse.MinimalApiBody;
        var origin = schema.Origin ?? (AcceptedType.Find(endpoint) is { } type ? new TypeOrigin(type, AllowsUnknownMembers: false) : null);
        var what = schema.ContentType == MediaTypeNames.Application.Json ? "its request schema" : $"its request schema for '{schema.ContentType}'";
        return origin is not null && Compile(endpoint, schema, origin, use, what) is { } compiled
            ? [KeyValuePair.Create(schema.ContentType, compiled)]
            : [];
    }

    private ParameterRule CreateRule(GatewayEndpoint endpoint, RequestParameter parameter)
    {
        if (parameter.Location == RequestParameterLocation.Path && !RequestValidationSelection.HasRouteParameter(endpoint, parameter.Name))
        {
            endpoint.AddError($"RequireParameters names the route value '{parameter.Name}', which its pattern '{endpoint.RoutePattern}' does not have.");
        }

        var schema = parameter.Schema is null ? null
            : Compile(endpoint, parameter, new TextOrigin(parameter.Schema), SchemaUse.Parameter, $"the schema of its parameter '{parameter.Name}'");
        return new ParameterRule(parameter, schema);
    }

    private CompiledSchema? Compile(GatewayEndpoint endpoint, object definition, SchemaOrigin origin, SchemaUse use, string what)
    {
        try
        {
            return catalog.Get(definition, origin, use);
        }
        catch (SchemaException exception)
        {
            foreach (var fault in exception.Faults)
            {
                endpoint.AddError($"{what} cannot be used: {fault}");
            }

            return null;
        }
    }
}
