using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gateway.Core.Tests.Support.Schemas;

/// <summary>Draft 4 as it is written, one keyword after the other and without regard to speed, for schemas that refer to themselves only.</summary>
internal sealed class Draft4Oracle(JsonElement root)
{
    public bool IsValid(JsonElement document) => IsValid(root, document);

    private bool IsValid(JsonElement schema, JsonElement value) =>
        schema.TryGetProperty("$ref", out var reference)
            ? IsValid(Resolve(reference.GetString()!), value)
            : schema.EnumerateObject().All(keyword => IsKept(schema, keyword.Name, keyword.Value, value));

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (element, name) => element.GetProperty(name));

    private bool IsKept(JsonElement schema, string keyword, JsonElement wanted, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => IsKeptByObject(schema, keyword, wanted, value),
        JsonValueKind.Array => IsKeptByArray(schema, keyword, wanted, value),
        JsonValueKind.Number => IsKeptByNumber(schema, keyword, GetNumber(wanted), GetNumber(value)),
        JsonValueKind.String => IsKeptByText(keyword, wanted, value.GetString()!),
        _ => true,
    } && keyword switch
    {
        "type" => wanted.ValueKind == JsonValueKind.String ? IsOfType(wanted, value) : wanted.EnumerateArray().Any(type => IsOfType(type, value)),
        "enum" => wanted.EnumerateArray().Any(constant => AreEqual(constant, value)),
        "allOf" => wanted.EnumerateArray().All(other => IsValid(other, value)),
        "anyOf" => wanted.EnumerateArray().Any(other => IsValid(other, value)),
        "oneOf" => wanted.EnumerateArray().Count(other => IsValid(other, value)) == 1,
        "not" => !IsValid(wanted, value),
        _ => true,
    };

    private bool IsKeptByObject(JsonElement schema, string keyword, JsonElement wanted, JsonElement value) => keyword switch
    {
        "required" => wanted.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "minProperties" => value.GetPropertyCount() >= wanted.GetDecimal(),
        "maxProperties" => value.GetPropertyCount() <= wanted.GetDecimal(),
        "properties" => value.EnumerateObject().All(member => !wanted.TryGetProperty(member.Name, out var found) || IsValid(found, member.Value)),
        "patternProperties" => value.EnumerateObject().All(member => GetPatterns(wanted, member.Name).All(found => IsValid(found, member.Value))),
        "additionalProperties" => value.EnumerateObject().All(member => IsKnown(schema, member.Name) || IsAllowed(wanted, member.Value)),
        "dependencies" => wanted.EnumerateObject().All(dependency => !value.TryGetProperty(dependency.Name, out _)
            || (dependency.Value.ValueKind == JsonValueKind.Array
                ? dependency.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _))
                : IsValid(dependency.Value, value))),
        _ => true,
    };

    private bool IsKeptByArray(JsonElement schema, string keyword, JsonElement wanted, JsonElement value) => keyword switch
    {
        "minItems" => value.GetArrayLength() >= wanted.GetDecimal(),
        "maxItems" => value.GetArrayLength() <= wanted.GetDecimal(),
        "uniqueItems" => wanted.ValueKind == JsonValueKind.False || value.EnumerateArray().Index().All(pair =>
            !value.EnumerateArray().Take(pair.Index).Any(other => AreEqual(other, pair.Item))),
        "items" => wanted.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Zip(wanted.EnumerateArray()).All(pair => IsValid(pair.Second, pair.First))
            : value.EnumerateArray().All(item => IsValid(wanted, item)),
        "additionalItems" => !schema.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array
            || value.EnumerateArray().Skip(items.GetArrayLength()).All(item => IsAllowed(wanted, item)),
        _ => true,
    };

    private static bool IsKeptByNumber(JsonElement schema, string keyword, decimal wanted, decimal value) => keyword switch
    {
        "minimum" => value > wanted || (value == wanted && !IsSet(schema, "exclusiveMinimum")),
        "maximum" => value < wanted || (value == wanted && !IsSet(schema, "exclusiveMaximum")),
        "multipleOf" => value % wanted == 0,
        _ => true,
    };

    private static bool IsKeptByText(string keyword, JsonElement wanted, string value) => keyword switch
    {
        "minLength" => value.EnumerateRunes().Count() >= wanted.GetDecimal(),
        "maxLength" => value.EnumerateRunes().Count() <= wanted.GetDecimal(),
        "pattern" => Regex.IsMatch(value, wanted.GetString()!, RegexOptions.ECMAScript),
        _ => true,
    };

    private bool IsAllowed(JsonElement schema, JsonElement value) =>
        schema.ValueKind == JsonValueKind.True || (schema.ValueKind == JsonValueKind.Object && IsValid(schema, value));

    private static bool IsKnown(JsonElement schema, string name) =>
        (schema.TryGetProperty("properties", out var members) && members.TryGetProperty(name, out _))
        || (schema.TryGetProperty("patternProperties", out var patterns) && GetPatterns(patterns, name).Any());

    private static IEnumerable<JsonElement> GetPatterns(JsonElement patterns, string name) =>
        patterns.EnumerateObject().Where(pattern => Regex.IsMatch(name, pattern.Name, RegexOptions.ECMAScript)).Select(pattern => pattern.Value);

    private static bool IsSet(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out var value) && value.ValueKind == JsonValueKind.True;

    private static decimal GetNumber(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? decimal.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture) : 0;

    private static bool IsOfType(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && !value.GetRawText().AsSpan().ContainsAny(".eE"),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        var name => string.Equals(name, value.ValueKind.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    private static bool AreEqual(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => GetNumber(left) == GetNumber(right),
        (JsonValueKind.String, JsonValueKind.String) => left.GetString() == right.GetString(),
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => AreEqual(pair.First, pair.Second)),
        (JsonValueKind.Object, JsonValueKind.Object) => left.GetPropertyCount() == right.GetPropertyCount()
            && left.EnumerateObject().All(member => right.TryGetProperty(member.Name, out var other) && AreEqual(member.Value, other)),
        _ => left.ValueKind == right.ValueKind,
    };
}
