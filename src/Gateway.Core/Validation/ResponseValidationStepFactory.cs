using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Validation.Bodies;
using Gateway.Core.Validation.Models;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Validation;

internal sealed class ResponseValidationStepFactory(
    SchemaCatalog catalog,
    WorkspacePool workspaces,
    RequestValidationOptions options,
    IHostEnvironment environment,
    ILogger<ResponseValidationStep> logger) : IGatewayStepFactory
{
    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.ResponseValidation);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint)
    {
        var selection = ResponseValidationSelection.Of(endpoint);
        if (selection.NeedsSchema && !selection.HasSchemas)
        {
            endpoint.AddError("EnforceResponseSchema(): it has no response schema; use WithResponseSchema(), or call it on a group.");
        }

        if (!selection.HasSchemas || !(selection.IsEnforced || environment.IsDevelopment()))
        {
            return null;
        }

        var use = ActionBody.IsAction(endpoint) ? SchemaUse.MvcResponse : SchemaUse.MinimalApiResponse;
        var schemas = selection.Schemas.SelectMany(schema => Compile(endpoint, schema, use)).ToList();
        return new ResponseValidationStep(
            new ResponseCheck(new StatusTable<CompiledSchema>(schemas), options.MaxResponseBytes, workspaces), selection.IsEnforced, logger);
    }

    private IEnumerable<KeyValuePair<string?, CompiledSchema>> Compile(GatewayEndpoint endpoint, ResponseSchemaMetadata schema, SchemaUse use) =>
        catalog.Find(endpoint, schema, schema.Origin, use, $"its response schema for status '{schema.Statuses}'") is { } compiled
            ? [KeyValuePair.Create((string?)schema.Statuses, compiled)]
            : [];
}
