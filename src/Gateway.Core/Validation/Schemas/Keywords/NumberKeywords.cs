using System.Text.Json;
using Gateway.Core.Validation.Rules;

namespace Gateway.Core.Validation.Schemas.Keywords;

/// <summary><c>minimum</c>, <c>maximum</c>, their exclusive forms, and <c>multipleOf</c>.</summary>
internal static class NumberKeywords
{
    public static NumberRule? Read(SchemaReader reader)
    {
        var isDraft4 = reader.Dialect.Draft == JsonSchemaDraft.Draft4;
        List<NumberBound> bounds = [];
        AddBound(reader, bounds, "minimum", isUpper: false, isDraft4 && IsSet(reader, "exclusiveMinimum"));
        AddBound(reader, bounds, "maximum", isUpper: true, isDraft4 && IsSet(reader, "exclusiveMaximum"));
        if (!isDraft4)
        {
            AddBound(reader, bounds, "exclusiveMinimum", isUpper: false, isExclusive: true);
            AddBound(reader, bounds, "exclusiveMaximum", isUpper: true, isExclusive: true);
        }

        var divisor = reader.GetNumber("multipleOf");
        if (divisor is { IsZero: true } or { IsNegative: true })
        {
            reader.Fault("multipleOf", "it must be more than 0.");
            divisor = null;
        }

        var multipleOf = divisor is null ? null : new Expectation("multipleOf", $"a multiple of {reader.Get("multipleOf")}");
        return bounds.Count == 0 && divisor is null ? null : new NumberRule([.. bounds], divisor, multipleOf);
    }

    private static void AddBound(SchemaReader reader, List<NumberBound> bounds, string keyword, bool isUpper, bool isExclusive)
    {
        if (reader.GetNumber(keyword) is not { } limit)
        {
            return;
        }

        var words = (isUpper, isExclusive) switch
        {
            (false, false) => "at least",
            (false, true) => "more than",
            (true, false) => "at most",
            (true, true) => "less than",
        };
        bounds.Add(new NumberBound(limit, isUpper, isExclusive, new Expectation(keyword, $"{words} {reader.Get(keyword)}")));
    }

    private static bool IsSet(SchemaReader reader, string keyword) => reader.Get(keyword) is { ValueKind: JsonValueKind.True };
}
