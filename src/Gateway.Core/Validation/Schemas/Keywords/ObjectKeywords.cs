using System.Text.Json;
using Gateway.Core.Pipeline.Patterns;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary>The keywords about objects, but for <c>unevaluatedProperties</c>.</summary>
internal static class ObjectKeywords
{
    public static ObjectRule? Read(SchemaReader reader)
    {
        var names = new NameTable(reader.Settings.Reading.IgnoresNameCase);
        var isApplying = reader.Dialect.HasApplicators;
        var isValidating = reader.Dialect.HasValidation;
        foreach (var (name, _, getSchema) in isApplying ? reader.GetMap("properties") : [])
        {
            if (!names.TryAddSchema(name, getSchema()))
            {
                reader.Fault("properties", $"'{name}' and a name before it count as one where documents are read without regard to case.");
            }
        }

        foreach (var name in isValidating ? reader.GetTexts("required", reader.Get("required")) : [])
        {
            names.Require(name);
        }

        var dependencies = ReadDependencies(reader, names);
        var rule = new ObjectRule
        {
            Table = names.CreateTable(),
            PatternProperties = isApplying ? ReadPatterns(reader) : [],
            AdditionalProperties = isApplying ? reader.GetSchema("additionalProperties") : null,
            AdditionalExpectation = new Expectation("additionalProperties", "no member of this name"),
            PropertyNames = isApplying && reader.Dialect.Draft != JsonSchemaDraft.Draft4 ? reader.GetNameSchema("propertyNames") : null,
            MinProperties = isValidating ? reader.GetBound("minProperties", limit => $"at least {Words.Count(limit, "member")}") : null,
            MaxProperties = isValidating ? reader.GetBound("maxProperties", limit => $"at most {Words.Count(limit, "member")}") : null,
            Dependencies = dependencies,
            TracksPresence = names.HasRequired || dependencies.Length > 0,
        };
        return names.IsEmpty && IsEmpty(rule) ? null : rule;
    }

    private static bool IsEmpty(ObjectRule rule) =>
        rule is { PatternProperties: [], AdditionalProperties: null, PropertyNames: null, MinProperties: null, MaxProperties: null };

    private static (EcmaPattern Pattern, Schema Schema)[] ReadPatterns(SchemaReader reader)
    {
        List<(EcmaPattern, Schema)> patterns = [];
        foreach (var (name, _, getSchema) in reader.GetMap("patternProperties"))
        {
            if (StringKeywords.CreatePattern(reader, "patternProperties", name, isForNames: true) is { } pattern)
            {
                patterns.Add((pattern, getSchema()));
            }
        }

        return [.. patterns];
    }

    private static Dependency[] ReadDependencies(SchemaReader reader, NameTable names)
    {
        List<Dependency> dependencies = [];

        // Of the drafts before 2020-12; a schema that was carried over must not lose what it says.
        AddDependencies(reader, names, "dependencies", dependencies);
        if (reader.Dialect is { IsModern: true, HasValidation: true })
        {
            AddDependencies(reader, names, "dependentRequired", dependencies);
        }

        if (reader.Dialect is { IsModern: true, HasApplicators: true })
        {
            AddDependencies(reader, names, "dependentSchemas", dependencies);
        }

        return [.. dependencies];
    }

    private static void AddDependencies(SchemaReader reader, NameTable names, string keyword, List<Dependency> dependencies)
    {
        foreach (var (name, value, getSchema) in reader.GetMap(keyword))
        {
            var required = value.ValueKind == JsonValueKind.Array ? reader.GetTexts(keyword, value) : [];
            dependencies.Add(new Dependency(
                names.GetPlace(name),
                [.. required.Select(names.GetPlace)],
                value.ValueKind == JsonValueKind.Array ? null : reader.Connect(getSchema()),
                new Expectation(keyword, $"beside {name} also {string.Join(", ", required)}")));
        }
    }
}
