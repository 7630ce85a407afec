using System.Collections.Concurrent;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas;

/// <summary>The published metaschemas, embedded: what a schema of their draft has to look like.</summary>
internal static class Metaschemas
{
    private const string ResourcePrefix = "Gateway.Core.Validation.Metaschemas.";
    private const string Modern = "https://json-schema.org/draft/2020-12/";

    private static readonly Dictionary<Uri, string> Files = new()
    {
        [SchemaDialect.GetMetaschema(JsonSchemaDraft.Draft4)] = "draft-04",
        [SchemaDialect.GetMetaschema(JsonSchemaDraft.Draft6)] = "draft-06",
        [SchemaDialect.GetMetaschema(JsonSchemaDraft.Draft7)] = "draft-07",
        [SchemaDialect.GetMetaschema(JsonSchemaDraft.Draft202012)] = "draft-2020-12",
        [new Uri(Modern + "meta/applicator")] = "draft-2020-12.applicator",
        [new Uri(Modern + "meta/content")] = "draft-2020-12.content",
        [new Uri(Modern + "meta/core")] = "draft-2020-12.core",
        [new Uri(Modern + "meta/format-annotation")] = "draft-2020-12.format-annotation",
        [new Uri(Modern + "meta/meta-data")] = "draft-2020-12.meta-data",
        [new Uri(Modern + "meta/unevaluated")] = "draft-2020-12.unevaluated",
        [new Uri(Modern + "meta/validation")] = "draft-2020-12.validation",
    };

    private static readonly ConcurrentDictionary<JsonSchemaDraft, CompiledSchema> Compiled = new();

    public static SchemaSource? Find(Uri uri) =>
        Files.TryGetValue(uri, out var file) ? new SchemaSource($"the metaschema '{uri}'", ReadFile(file), uri) : null;

    /// <summary>What is wrong with a schema in the eyes of its draft; resources of another draft in it in the eyes of theirs.</summary>
    public static IReadOnlyList<SchemaFault> Check(SchemaDocument document) =>
        [.. DraftPart.Split(document).SelectMany(part => Check(document, part))];

    private static IEnumerable<SchemaFault> Check(SchemaDocument document, DraftPart part)
    {
        var outcome = Compiled.GetOrAdd(part.Draft, Compile).Validate(part.Json, new Workspace());
        return outcome.Verdict switch
        {
            SchemaVerdict.Valid => [],
            SchemaVerdict.Invalid => outcome.Errors.Select(error =>
                new SchemaFault(document.Name, part.Pointer + error.Pointer, $"expected is {error.Expected} ({error.Keyword}).")),
            _ => [new SchemaFault(document.Name, part.Pointer, "it is too large, or too deep, to be checked against the metaschema of its draft.")],
        };
    }

    private static CompiledSchema Compile(JsonSchemaDraft draft)
    {
        var settings = new SchemaSettings { Reading = SchemaDocument.Reading with { MaxDepth = 1_000 }, MaxSteps = 50_000_000 };
        var uri = SchemaDialect.GetMetaschema(draft);
        return SchemaCompiler.Compile(Find(uri)!, new SchemaLibrary(settings));
    }

    private static string ReadFile(string name)
    {
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream($"{ResourcePrefix}{name}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
