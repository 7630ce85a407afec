using System.Text.Json;
using Gateway.Core.Validation;
using Json.Schema;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>What others say of a document: JsonSchema.Net, and for draft 4, which that does not know, <see cref="Draft4Oracle"/>.</summary>
internal static class SchemaOracle
{
    public static Func<string, bool> Create(JsonSchemaDraft draft, string schema)
    {
        if (draft == JsonSchemaDraft.Draft4)
        {
            var oracle = new Draft4Oracle(Parse(schema));
            return document => oracle.IsValid(Parse(document));
        }

        // A registry of its own, or all schemas ever made would stay.
        var options = new BuildOptions { SchemaRegistry = new SchemaRegistry(), Dialect = GetDialect(draft) };
        var compiled = JsonSchema.FromText(schema, options);
        return document => compiled.Evaluate(Parse(document), new EvaluationOptions { OutputFormat = OutputFormat.Flag }).IsValid;
    }

    private static Dialect GetDialect(JsonSchemaDraft draft) => draft switch
    {
        JsonSchemaDraft.Draft6 => Dialect.Draft06,
        JsonSchemaDraft.Draft7 => Dialect.Draft07,
        _ => Dialect.Draft202012,
    };

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
