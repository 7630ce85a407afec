namespace Gateway.Core.Validation.Schemas;

/// <summary>What the keywords of a schema resource mean: its draft, and in 2020-12 its vocabularies.</summary>
internal sealed record SchemaDialect(JsonSchemaDraft Draft)
{
    private const string Vocabulary = "https://json-schema.org/draft/2020-12/vocab/";

    public bool HasApplicators { get; init; } = true;

    public bool HasUnevaluated { get; init; } = true;

    public bool HasValidation { get; init; } = true;

    /// <summary>Whether its metaschema asks for formats to be asserted, whatever the options say.</summary>
    public bool HasFormatAssertion { get; init; }

    public bool IsModern => Draft == JsonSchemaDraft.Draft202012;

    /// <summary>Whether everything beside a <c>$ref</c> is ignored.</summary>
    public bool IgnoresSiblingsOfReferences => !IsModern;

    public string IdKeyword => Draft == JsonSchemaDraft.Draft4 ? "id" : "$id";

    public static Uri GetMetaschema(JsonSchemaDraft draft) => new(draft switch
    {
        JsonSchemaDraft.Draft4 => "http://json-schema.org/draft-04/schema",
        JsonSchemaDraft.Draft6 => "http://json-schema.org/draft-06/schema",
        JsonSchemaDraft.Draft7 => "http://json-schema.org/draft-07/schema",
        _ => "https://json-schema.org/draft/2020-12/schema",
    });

    /// <summary>The dialect of a known metaschema, or null.</summary>
    public static SchemaDialect? Find(Uri metaschema) =>
        Enum.GetValues<JsonSchemaDraft>()
            .Where(draft => GetMetaschema(draft) == metaschema)
            .Select(draft => new SchemaDialect(draft))
            .FirstOrDefault();

    /// <summary>The dialect of a metaschema that lists its vocabularies.</summary>
    /// <returns>Null where it needs one that is not known here.</returns>
    public static SchemaDialect? Create(IReadOnlyDictionary<string, bool> vocabularies)
    {
        string[] known = ["core", "applicator", "unevaluated", "validation", "meta-data", "format-annotation", "format-assertion", "content"];
        return vocabularies.Any(vocabulary => vocabulary.Value && !known.Any(name => vocabulary.Key == Vocabulary + name))
            ? null
            : new SchemaDialect(JsonSchemaDraft.Draft202012)
            {
                HasApplicators = vocabularies.ContainsKey(Vocabulary + "applicator"),
                HasUnevaluated = vocabularies.ContainsKey(Vocabulary + "unevaluated"),
                HasValidation = vocabularies.ContainsKey(Vocabulary + "validation"),
                HasFormatAssertion = vocabularies.ContainsKey(Vocabulary + "format-assertion"),
            };
    }
}
