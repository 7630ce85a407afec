using System.Text.Json.Nodes;
using Gateway.Core.Validation;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>The keywords of a random schema that hold no schema.</summary>
/// <param name="random">Chooses.</param>
/// <param name="draft">Of the schema.</param>
/// <param name="density">How many there are, in percent of many.</param>
internal sealed class TypeKeywordGenerator(Random random, JsonSchemaDraft draft, int density)
{
    private readonly RandomValues _values = new(random);

    public void AddType(JsonObject schema, string theme)
    {
        if (IsChosen(35))
        {
            var type = theme == "number" && _values.Chance(50) ? "integer" : theme;
            string[] types = [type, _values.Type()];
            schema["type"] = _values.Chance(70) ? type : new JsonArray([.. types.Distinct().Select(name => JsonValue.Create(name))]);
        }
    }

    public void AddConstants(JsonObject schema)
    {
        if (IsChosen(5))
        {
            schema["enum"] = new JsonArray([.. CreateDistinct(1 + _values.Count(3))]);
        }

        if (draft != JsonSchemaDraft.Draft4 && IsChosen(4))
        {
            schema["const"] = _values.Value(2);
        }
    }

    public void AddNumber(JsonObject schema)
    {
        if (draft == JsonSchemaDraft.Draft4)
        {
            AddDraft4Bound(schema, "minimum", "exclusiveMinimum");
            AddDraft4Bound(schema, "maximum", "exclusiveMaximum");
        }
        else
        {
            Add(schema, 20, "minimum", _values.Number());
            Add(schema, 20, "maximum", _values.Number());
            Add(schema, 10, "exclusiveMinimum", _values.Number());
            Add(schema, 10, "exclusiveMaximum", _values.Number());
        }

        Add(schema, 20, "multipleOf", _values.Pick(0.01m, 0.1m, 0.3m, 0.5m, 1, 2, 2.5m, 3));
    }

    public void AddText(JsonObject schema)
    {
        Add(schema, 20, "minLength", _values.Count(3));
        Add(schema, 20, "maxLength", _values.Count(3));
        if (IsChosen(15))
        {
            // Without '$' and '.', which are others in the oracle's engine: there the one matches before a last line feed, too.
            schema["pattern"] = _values.Pick("^a", "^[ab]", "c", "^a?b", "[0-9]");
        }
    }

    public void AddObject(JsonObject schema)
    {
        AddNames(schema, 30, "required");
        Add(schema, 10, "minProperties", _values.Count(3));
        Add(schema, 10, "maxProperties", 1 + _values.Count(4));
        if (IsChosen(15))
        {
            var required = _values.SomeNames();
            var names = new JsonArray([.. required.Take(2).DefaultIfEmpty("a").Select(name => JsonValue.Create(name))]);
            schema[draft == JsonSchemaDraft.Draft202012 ? "dependentRequired" : "dependencies"] = new JsonObject { [_values.Name()] = names };
        }
    }

    public void AddArray(JsonObject schema)
    {
        Add(schema, 15, "minItems", _values.Count(3));
        Add(schema, 15, "maxItems", 1 + _values.Count(4));
        if (IsChosen(25))
        {
            schema["uniqueItems"] = _values.Chance(90);
        }
    }

    private void AddDraft4Bound(JsonObject schema, string keyword, string exclusive)
    {
        if (IsChosen(25))
        {
            schema[keyword] = _values.Number();
            schema[exclusive] = _values.Chance(50);
        }
    }

    private void AddNames(JsonObject schema, int percent, string keyword)
    {
        if (IsChosen(percent) && _values.SomeNames() is { Length: > 0 } names)
        {
            schema[keyword] = new JsonArray([.. names.Take(2).Select(name => JsonValue.Create(name))]);
        }
    }

    private void Add(JsonObject schema, int percent, string keyword, decimal value)
    {
        if (IsChosen(percent))
        {
            schema[keyword] = value;
        }
    }

    private bool IsChosen(int percent) => _values.Chance(percent * density / 100);

    /// <summary>The drafts ask for values that all differ.</summary>
    private List<JsonNode?> CreateDistinct(int count)
    {
        var values = new List<JsonNode?>();
        for (var i = 0; i < count; i++)
        {
            var value = _values.Value(2);
            if (!values.Exists(other => JsonNode.DeepEquals(other, value)))
            {
                values.Add(value);
            }
        }

        return values;
    }
}
