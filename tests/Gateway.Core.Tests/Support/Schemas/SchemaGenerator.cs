using System.Text.Json.Nodes;
using Gateway.Core.Validation;
using Gateway.Core.Validation.Schemas;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>
/// Random schemas whose keywords get in each other's way: few names, nested applicators for the same value, references that recurse
/// through members and items.
/// </summary>
internal sealed class SchemaGenerator(Random random, JsonSchemaDraft draft)
{
    // JsonSchema.Net looks at everything even after it knows the verdict, which takes it seconds in larger schemas.
    private const int MaxSchemas = 40;
    private const int MaxSchemasOfDefinition = 10;

    private static readonly string[] Definitions = ["x", "y", "z"];

    private readonly RandomValues _values = new(random);
    private readonly TypeKeywordGenerator _keywords = new(random, draft, density: random.Next(2) == 0 ? 25 : 100);

    // In large schemas of many keywords, whatever one gets wrong is mostly hidden by another.
    private readonly int _depth = random.Next(1, 5);
    private readonly int _inPlacePercent = random.Next(2) == 0 ? 35 : 80;
    private readonly int _unevaluatedPercent = random.Next(2) == 0 ? 10 : 60;
    private int _count;

    private bool IsModern => draft == JsonSchemaDraft.Draft202012;

    private string DefinitionsKeyword => IsModern ? "$defs" : "definitions";

    public JsonObject Create()
    {
        var schema = CreateObject(_depth, PickTheme(), level: 0);
        schema["$schema"] = SchemaDialect.GetMetaschema(draft).AbsoluteUri + (IsModern ? "" : "#");
        schema[DefinitionsKeyword] = new JsonObject(Definitions.Select((name, index) => KeyValuePair.Create(name, CreateDefinition(index + 1))));
        return schema;
    }

    private JsonNode? CreateDefinition(int level)
    {
        _count = Math.Min(_count, MaxSchemas - MaxSchemasOfDefinition);
        return Create(Math.Min(2, _depth), PickTheme(), level);
    }

    private string PickTheme() => _values.Pick("object", "object", "object", "array", "array", "number", "string");

    /// <param name="depth">How deep it may be.</param>
    /// <param name="theme">The type that most of its keywords are about.</param>
    /// <param name="level">The first definition that it may refer to for the same value, so that no schema comes back to itself.</param>
    private JsonNode Create(int depth, string theme, int level) =>
        draft != JsonSchemaDraft.Draft4 && _values.Chance(4) ? JsonValue.Create(_values.Chance(70)) : CreateObject(depth, theme, level);

    private JsonObject CreateObject(int depth, string theme, int level)
    {
        if (!IsModern && level < Definitions.Length && _values.Chance(8))
        {
            return CreateReference(level);
        }

        depth = ++_count > MaxSchemas ? -1 : depth;
        var schema = new JsonObject();
        AddTypeKeywords(schema, theme);
        if (depth < 0)
        {
            return schema;
        }

        if (theme == "object")
        {
            AddObjectKeywords(schema, depth);
        }
        else if (theme == "array")
        {
            AddArrayKeywords(schema, depth);
        }

        if (depth > 0 && _values.Chance(_inPlacePercent))
        {
            AddInPlace(schema, depth - 1, _values.Chance(85) ? theme : PickTheme(), level);
        }

        AddUnevaluated(schema, depth, theme);
        return schema;
    }

    private void AddTypeKeywords(JsonObject schema, string theme)
    {
        _keywords.AddType(schema, theme);
        _keywords.AddConstants(schema);
        if (theme is "number" or "string" || _values.Chance(5))
        {
            _keywords.AddNumber(schema);
            _keywords.AddText(schema);
        }
    }

    private JsonObject CreateReference(int level) => new()
    {
        ["$ref"] = $"#/{DefinitionsKeyword}/{Definitions[random.Next(level, Definitions.Length)]}",
    };

    /// <summary>For members and items, where any reference may stand.</summary>
    private JsonNode CreateChild(int depth) =>
        depth <= 0 || _values.Chance(12) ? (_values.Chance(10) ? new JsonObject { ["$ref"] = "#" } : CreateReference(0))
        : Create(depth - 1, _values.Pick("object", "array", "number", "number", "string", "string"), level: 0);

    private void AddObjectKeywords(JsonObject schema, int depth)
    {
        _keywords.AddObject(schema);
        Add(schema, 75, "properties", () => CreateMap(_values.SomeNames(), () => CreateChild(depth)));
        Add(schema, 25, "additionalProperties", () => _values.Chance(40) ? CreateChild(depth) : JsonValue.Create(_values.Chance(25)));
        Add(schema, 15, "patternProperties", () => CreateMap([_values.Pick("^a", "b", "[cd]$")], () => CreateChild(depth)));
        var hasNames = draft != JsonSchemaDraft.Draft4 && _values.Chance(10);
        Add(schema, hasNames ? 100 : 0, "propertyNames", () => Create(0, "string", level: 0));

        var dependencies = IsModern ? "dependentSchemas" : "dependencies";
        Add(schema, 12, dependencies, () => CreateMap([_values.Name()], () => Create(depth - 1, "object", Definitions.Length)));
    }

    private void AddArrayKeywords(JsonObject schema, int depth)
    {
        _keywords.AddArray(schema);
        var hasPrefix = _values.Chance(35);
        Add(schema, hasPrefix ? 100 : 0, IsModern ? "prefixItems" : "items", () => CreateList(() => CreateChild(depth)));
        Add(schema, 35, hasPrefix && !IsModern ? "additionalItems" : "items", () => CreateChild(depth));
        if (draft != JsonSchemaDraft.Draft4 && _values.Chance(30))
        {
            schema["contains"] = CreateChild(depth);
            Add(schema, IsModern ? 40 : 0, "minContains", () => JsonValue.Create((decimal)_values.Count(2)));
            Add(schema, IsModern ? 40 : 0, "maxContains", () => JsonValue.Create((decimal)_values.Count(2)));
        }
    }

    private void AddInPlace(JsonObject schema, int depth, string theme, int level)
    {
        Add(schema, 35, "allOf", () => CreateList(() => Create(depth, theme, level)));
        Add(schema, 35, "anyOf", () => CreateList(() => Create(depth, theme, level)));
        Add(schema, 25, "oneOf", () => CreateList(() => Create(depth, theme, level)));
        Add(schema, 15, "not", () => Create(depth, theme, level));
        if (draft >= JsonSchemaDraft.Draft7 && _values.Chance(25))
        {
            schema["if"] = Create(depth, theme, level);
            Add(schema, 70, "then", () => Create(depth, theme, level));
            Add(schema, 70, "else", () => Create(depth, theme, level));
        }

        if (IsModern && level < Definitions.Length && _values.Chance(25))
        {
            schema["$ref"] = CreateReference(level)["$ref"]!.DeepClone();
        }
    }

    private void AddUnevaluated(JsonObject schema, int depth, string theme)
    {
        if (IsModern)
        {
            JsonNode CreateRest() => _values.Chance(70) ? JsonValue.Create(false) : CreateChild(depth);

            Add(schema, theme == "object" ? _unevaluatedPercent : 1, "unevaluatedProperties", CreateRest);
            Add(schema, theme == "array" ? _unevaluatedPercent : 1, "unevaluatedItems", CreateRest);
        }
    }

    private void Add(JsonObject schema, int percent, string keyword, Func<JsonNode> create)
    {
        if (_values.Chance(percent))
        {
            schema[keyword] = create();
        }
    }

    private static JsonObject CreateMap(IEnumerable<string> names, Func<JsonNode> create) =>
        new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)create())));

    private JsonArray CreateList(Func<JsonNode> create) => new([.. Enumerable.Range(0, 1 + _values.Count(2)).Select(_ => create())]);
}
