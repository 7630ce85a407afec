using Gateway.Core.Pipeline.Documents;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary><c>unevaluatedProperties</c> and <c>unevaluatedItems</c>.</summary>
internal static class UnevaluatedKeywords
{
    public static UnevaluatedRule[] Read(SchemaReader reader)
    {
        List<UnevaluatedRule> rules = [];
        if (reader.GetSchema("unevaluatedProperties") is { } members)
        {
            rules.Add(new UnevaluatedRule(members, JsonTokenKind.Object, new Expectation("unevaluatedProperties", "no member of this name")));
        }

        if (reader.GetSchema("unevaluatedItems") is { } items)
        {
            rules.Add(new UnevaluatedRule(items, JsonTokenKind.Array, new Expectation("unevaluatedItems", "no further item")));
        }

        return [.. rules];
    }
}
