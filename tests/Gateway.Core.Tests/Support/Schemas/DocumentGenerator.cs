using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Random documents that are mostly what a schema asks for, or nearly.</summary>
internal sealed class DocumentGenerator(Random random, JsonObject root)
{
    private const int MaxDepth = 6;
    private const int MaxValues = 200;

    private readonly RandomValues _values = new(random);
    private int _left;

    public JsonNode? Create()
    {
        _left = MaxValues;
        var document = Create(root, MaxDepth);
        return _values.Chance(40) ? new DocumentMutation(random).Apply(document) : document;
    }

    private JsonNode? Create(JsonNode? schema, int depth)
    {
        if (schema is not JsonObject keywords || depth <= 0 || --_left < 0)
        {
            return _values.Value(1);
        }

        if (keywords["const"] is { } constant && _values.Chance(90))
        {
            return constant.DeepClone();
        }

        if (keywords["enum"] is JsonArray constants && _values.Chance(90))
        {
            return _values.Pick<JsonNode?>([.. constants])?.DeepClone();
        }

        // What the schema itself asks for, and what schemas for the same value do, in one where both are objects.
        var document = CreateOwn(keywords, depth);
        foreach (var other in FindInPlace(keywords))
        {
            document = Merge(document, Create(other, depth - 1));
        }

        return document;
    }

    private IEnumerable<JsonNode?> FindInPlace(JsonObject keywords)
    {
        if (keywords["$ref"] is { } reference)
        {
            yield return Resolve(reference.GetValue<string>());
        }

        foreach (var schema in keywords["allOf"] as JsonArray ?? [])
        {
            yield return schema;
        }

        foreach (var list in new[] { keywords["anyOf"], keywords["oneOf"] }.OfType<JsonArray>())
        {
            yield return list[random.Next(list.Count)];
        }

        if (keywords["if"] is { } condition)
        {
            yield return _values.Chance(50) ? condition : keywords["else"];
            yield return keywords["then"];
        }
    }

    private JsonNode? Resolve(string reference) =>
        reference == "#" ? root : (root["$defs"] ?? root["definitions"])![reference[(reference.LastIndexOf('/') + 1)..]];

    private JsonNode? Merge(JsonNode? document, JsonNode? other)
    {
        if (document is JsonObject members && other is JsonObject others)
        {
            foreach (var (name, value) in others)
            {
                if (!members.ContainsKey(name) || _values.Chance(50))
                {
                    members[name] = value?.DeepClone();
                }
            }

            return members;
        }

        return _values.Chance(50) ? document : other;
    }

    private JsonNode? CreateOwn(JsonObject keywords, int depth)
    {
        var type = keywords["type"] switch
        {
            JsonArray types => types[random.Next(types.Count)]!.GetValue<string>(),
            JsonNode name => name.GetValue<string>(),
            _ => GuessType(keywords),
        };
        return type switch
        {
            "object" => CreateObject(keywords, depth),
            "array" => CreateArray(keywords, depth),
            "string" => JsonValue.Create(_values.Text()),
            "number" => JsonValue.Create(CreateNumber(keywords)),
            "integer" => JsonValue.Create(decimal.Truncate(CreateNumber(keywords))),
            "boolean" => JsonValue.Create(_values.Chance(50)),
            _ => null,
        };
    }

    private string GuessType(JsonObject keywords)
    {
        bool Has(params string[] names) => Array.Exists(names, keywords.ContainsKey);

        return Has("properties", "required", "patternProperties", "dependencies", "dependentSchemas", "unevaluatedProperties") ? "object"
            : Has("items", "prefixItems", "contains", "uniqueItems", "unevaluatedItems") ? "array"
            : Has("minLength", "maxLength", "pattern") ? "string"
            : Has("minimum", "maximum", "multipleOf") ? "number"
            : _values.Pick("object", "object", "array", "number", "string", "null");
    }

    private decimal CreateNumber(JsonObject keywords)
    {
        var bound = keywords["minimum"] ?? keywords["maximum"] ?? keywords["exclusiveMinimum"];
        var near = bound?.GetValueKind() == JsonValueKind.Number && _values.Chance(60)
            ? bound.GetValue<decimal>() + _values.Pick(0, 1, -1, 0.01m)
            : _values.Number();
        return keywords["multipleOf"] is { } step && _values.Chance(70)
            ? decimal.Round(near / step.GetValue<decimal>()) * step.GetValue<decimal>()
            : near;
    }

    private JsonObject CreateObject(JsonObject keywords, int depth)
    {
        var document = new JsonObject();
        foreach (var name in (keywords["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()))
        {
            document[name] = Create(keywords["properties"]?[name], depth - 1);
        }

        foreach (var (name, schema) in keywords["properties"] as JsonObject ?? [])
        {
            if (_values.Chance(60))
            {
                document[name] = Create(schema, depth - 1);
            }
        }

        if (_values.Chance(25))
        {
            document[_values.Name()] = Create(keywords["additionalProperties"] ?? keywords["unevaluatedProperties"], depth - 1);
        }

        return document;
    }

    private JsonArray CreateArray(JsonObject keywords, int depth)
    {
        var prefix = keywords["prefixItems"] as JsonArray ?? keywords["items"] as JsonArray ?? [];
        var rest = keywords["items"] as JsonObject ?? keywords["additionalItems"] ?? keywords["unevaluatedItems"];
        var count = prefix.Count + _values.Count(3) - 1;
        var items = Enumerable.Range(0, Math.Max(0, count)).Select(index => index < prefix.Count
            ? Create(prefix[index], depth - 1)
            : Create(keywords["contains"] is { } wanted && _values.Chance(60) ? wanted : rest, depth - 1));
        return new JsonArray([.. items]);
    }
}
