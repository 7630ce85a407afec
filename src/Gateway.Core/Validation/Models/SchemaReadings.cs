using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Schemas;
using Microsoft.Extensions.Options;
using HttpJsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;
using MvcJsonOptions = Microsoft.AspNetCore.Mvc.JsonOptions;

namespace Gateway.Core.Validation.Models;

/// <summary>How documents are read for each use: within the gateway's bounds, and as whoever binds them reads them.</summary>
internal sealed class SchemaReadings(
    RequestValidationOptions options,
    PipelineOptions pipeline,
    IOptions<HttpJsonOptions> minimalApi,
    IOptions<MvcJsonOptions> mvc)
{
    private const int DefaultSerializerDepth = 64;

    private readonly JsonReading _bounds = new()
    {
        MaxDepth = options.MaxDepth,
        MaxMembers = options.MaxMembers,
        MaxTokens = options.MaxTokens,
        MaxStringLength = options.MaxStringLength,
        MaxNumberLength = options.MaxNumberLength,
    };

    /// <summary>The options that the bodies are bound or written by; for parameters, those of a minimal API.</summary>
    public JsonSerializerOptions GetSerializer(SchemaUse use) =>
        use is SchemaUse.MvcBody or SchemaUse.MvcResponse ? mvc.Value.JsonSerializerOptions : minimalApi.Value.SerializerOptions;

    public SchemaSettings GetSettings(SchemaUse use) => new()
    {
        DefaultDraft = options.DefaultDraft
            ?? (pipeline.Mode == GatewayMode.AmazonApiGateway ? JsonSchemaDraft.Draft4 : JsonSchemaDraft.Draft202012),
        AssertsFormat = options.AssertFormat,
        PatternTimeout = options.PatternTimeout,
        MaxSteps = options.MaxSteps,
        Reading = use switch
        {
            SchemaUse.Parameter => _bounds with { ReadsQuotedNumbers = true, ReadsQuotedBooleans = true },
            SchemaUse.MinimalApiResponse or SchemaUse.MvcResponse => GetReadingOfCallers(GetSerializer(use)),
            _ => GetReading(GetSerializer(use)),
        },
    };

    /// <summary>Callers read what JSON says, and no more; what the serializer writes as strings on purpose counts as what it is.</summary>
    private JsonReading GetReadingOfCallers(JsonSerializerOptions serializer) => _bounds with
    {
        ReadsQuotedNumbers = serializer.NumberHandling.HasFlag(JsonNumberHandling.WriteAsString),
        ReadsNamedNumbers = serializer.NumberHandling.HasFlag(JsonNumberHandling.AllowNamedFloatingPointLiterals),
    };

    private JsonReading GetReading(JsonSerializerOptions serializer)
    {
        var depth = serializer.MaxDepth == 0 ? DefaultSerializerDepth : serializer.MaxDepth;
        return _bounds.As(serializer) with { MaxDepth = Math.Min(_bounds.MaxDepth, depth) };
    }
}
