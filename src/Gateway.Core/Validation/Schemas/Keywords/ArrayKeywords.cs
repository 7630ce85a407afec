using System.Text.Json;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary>The keywords about arrays, but for <c>unevaluatedItems</c>.</summary>
internal static class ArrayKeywords
{
    public static ArrayRule? Read(SchemaReader reader)
    {
        var isValidating = reader.Dialect.HasValidation;
        var (prefix, items, keyword) = reader.Dialect.HasApplicators ? ReadItems(reader) : ([], null, "");
        var rule = new ArrayRule
        {
            Prefix = prefix,
            Items = items,
            ItemsExpectation = new Expectation(keyword, prefix.Length == 0 ? "no items" : $"no more than {Words.Count(prefix.Length, "item")}"),
            MinItems = isValidating ? reader.GetBound("minItems", limit => $"at least {Words.Count(limit, "item")}") : null,
            MaxItems = isValidating ? reader.GetBound("maxItems", limit => $"at most {Words.Count(limit, "item")}") : null,
            Contains = reader.Dialect.HasApplicators ? ReadContains(reader) : null,
            UniqueItems = isValidating && reader.Get("uniqueItems") is { ValueKind: JsonValueKind.True }
                ? new Expectation("uniqueItems", "items that all differ")
                : null,
        };
        return rule is { Prefix: [], Items: null, MinItems: null, MaxItems: null, Contains: null, UniqueItems: null } ? null : rule;
    }

    private static (Schema[] Prefix, Schema? Items, string Keyword) ReadItems(SchemaReader reader)
    {
        if (reader.Dialect.IsModern)
        {
            return (reader.GetSchemas("prefixItems") ?? [], reader.GetSchema("items"), "items");
        }

        return reader.Get("items") is { ValueKind: JsonValueKind.Array }
            ? (reader.GetSchemas("items")!, reader.GetSchema("additionalItems"), "additionalItems")
            : ([], reader.GetSchema("items"), "items");
    }

    private static ContainsBound? ReadContains(SchemaReader reader)
    {
        if (reader.Dialect.Draft == JsonSchemaDraft.Draft4 || reader.GetSchema("contains") is not { } schema)
        {
            return null;
        }

        var counts = reader.Dialect is { IsModern: true, HasValidation: true };
        var min = counts ? reader.GetBound("minContains", limit => $"at least {Words.Count(limit, "item")} as contains describes") : null;
        var max = counts ? reader.GetBound("maxContains", limit => $"at most {Words.Count(limit, "item")} as contains describes") : null;
        min ??= new LengthBound(1, new Expectation("contains", "at least 1 item as contains describes"));
        return new ContainsBound(schema, min, max, reader.Dialect.IsModern);
    }
}
