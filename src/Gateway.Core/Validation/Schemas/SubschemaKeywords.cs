using System.Globalization;
using System.Text.Json;

namespace Gateway.Core.Validation.Schemas;

/// <summary>Where in a schema other schemas stand. Elsewhere, as in <c>enum</c>, nothing is an id or an anchor.</summary>
internal static class SubschemaKeywords
{
    private static readonly string[] Single =
    [
        "additionalItems", "additionalProperties", "contains", "contentSchema", "else", "if", "items", "not", "propertyNames", "then",
        "unevaluatedItems", "unevaluatedProperties",
    ];

    private static readonly string[] Lists = ["allOf", "anyOf", "items", "oneOf", "prefixItems"];

    private static readonly string[] Maps = ["$defs", "definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"];

    public static IEnumerable<SchemaLocation> Find(SchemaLocation schema)
    {
        foreach (var keyword in schema.Element.EnumerateObject())
        {
            var location = schema.Get(keyword.Name, keyword.Value);
            if (keyword.Value.ValueKind == JsonValueKind.Object && Single.Contains(keyword.Name))
            {
                yield return location;
            }
            else if (keyword.Value.ValueKind == JsonValueKind.Array && Lists.Contains(keyword.Name))
            {
                foreach (var (index, item) in keyword.Value.EnumerateArray().Index())
                {
                    yield return location.Get(index.ToString(CultureInfo.InvariantCulture), item);
                }
            }
            else if (keyword.Value.ValueKind == JsonValueKind.Object && Maps.Contains(keyword.Name))
            {
                foreach (var member in keyword.Value.EnumerateObject())
                {
                    yield return location.Get(member.Name, member.Value);
                }
            }
        }
    }
}
