using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary><c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, <c>not</c>, <c>if</c>.</summary>
internal static class ApplicatorKeywords
{
    public static void Read(SchemaReader reader, List<SchemaRule> rules)
    {
        if (reader.GetSchemasInPlace("allOf") is { } all)
        {
            rules.Add(new AllOfRule(all));
        }

        if (reader.GetSchemasInPlace("anyOf") is { } any)
        {
            var expectation = new Expectation("anyOf", "a value that one of the alternatives describes");
            rules.Add(new AnyOfRule(any, isExclusive: false, expectation, expectation));
        }

        if (reader.GetSchemasInPlace("oneOf") is { } one)
        {
            rules.Add(new AnyOfRule(
                one,
                isExclusive: true,
                new Expectation("oneOf", "a value that one of the alternatives describes"),
                new Expectation("oneOf", "a value that only one of the alternatives describes")));
        }

        if (reader.GetSchemaInPlace("not") is { } not)
        {
            rules.Add(new NotRule(not, new Expectation("not", "a value that the schema in not does not describe")));
        }

        ReadCondition(reader, rules);
    }

    private static void ReadCondition(SchemaReader reader, List<SchemaRule> rules)
    {
        if (reader.Dialect.Draft >= JsonSchemaDraft.Draft7 && reader.GetSchemaInPlace("if") is { } condition)
        {
            rules.Add(new ConditionRule(condition, reader.GetSchemaInPlace("then"), reader.GetSchemaInPlace("else")));
        }
    }
}
