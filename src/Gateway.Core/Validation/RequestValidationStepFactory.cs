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
        var schemas = selection.Schemas.SelectMany(schema => Compile(endpoint, selection, schema.Key, schema.Value)).ToList();
        if (ActionBody.FindOtherFormatter(endpoint, selection.Schemas.Select(schema => schema.Key)) is { } formatter)
        {
            endpoint.AddError($"its request schema cannot be used: MVC reads JSON with {formatter}, and what it takes for the same is not "
                + "known. Remove it (AddNewtonsoftJson, for one), so that System.Text.Json reads bodies.");
        }

        var parameters = rules.Length == 0 ? null : new ParameterCheck(rules, workspaces);
        var body = schemas.Count == 0 ? null
            : new BodyCheck(new BodySchemas(schemas), selection.IsBodyOptional, options, pipeline.Mode, workspaces);
        return parameters is null && body is null
            ? null
            : new RequestValidationStep(parameters, body, stopsAtParameters: pipeline.Mode == GatewayMode.AmazonApiGateway);
    }

    private IEnumerable<KeyValuePair<string, CompiledSchema>> Compile(
        GatewayEndpoint endpoint, RequestValidationSelection selection, string contentType, IRequestSchemaMetadata schema)
    {
        var use = ActionBody.IsAction(endpoint) ? SchemaUse.MvcBody : SchemaUse.MinimalApiBody;
        var origin = schema.Origin ?? (selection.Accepted is { } accepted ? new TypeOrigin(accepted.Type, AllowsUnknownMembers: false) : null);
        if (origin is null)
        {
            endpoint.AddError("WithRequestSchema(): the handler accepts no JSON body; use WithRequestSchema<T>() or a schema.");
            return [];
        }

        var what = contentType == MediaTypeNames.Application.Json ? "its request schema" : $"its request schema for '{contentType}'";
        return catalog.Find(endpoint, schema, origin, use, what) is { } compiled ? [KeyValuePair.Create(contentType, compiled)] : [];
    }

    private ParameterRule CreateRule(GatewayEndpoint endpoint, RequestParameter parameter)
    {
        if (parameter.Location == RequestParameterLocation.Path && !RequestValidationSelection.HasRouteParameter(endpoint, parameter.Name))
        {
            endpoint.AddError($"RequireParameters names the route value '{parameter.Name}', which its pattern '{endpoint.RoutePattern}' does not have.");
        }

        var schema = parameter.Schema is null ? null
            : catalog.Find(endpoint, parameter, new TextOrigin(parameter.Schema), SchemaUse.Parameter, $"the schema of its parameter '{parameter.Name}'");
        return new ParameterRule(parameter, schema);
    }
}
