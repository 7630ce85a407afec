using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>Keywords of which the narrower stays when two sources give one, such as a CLR type and an annotation.</summary>
internal static class SchemaKeywords
{
    /// <param name="schema">The schema of a number.</param>
    /// <param name="number">As JSON writes it. NJsonSchema's own property is a decimal: it would write 0.0, and not hold an Int128 or 1e300.</param>
    /// <param name="isExclusive">Whether the number itself is too small.</param>
    public static void RaiseMinimum(this JsonSchema schema, string number, bool isExclusive) =>
        SetBound(schema, "minimum", "exclusiveMinimum", number, isExclusive, sign: 1);

    /// <inheritdoc cref="RaiseMinimum"/>
    public static void LowerMaximum(this JsonSchema schema, string number, bool isExclusive) =>
        SetBound(schema, "maximum", "exclusiveMaximum", number, isExclusive, sign: -1);

    /// <summary>A second pattern stands beside the first: both must match.</summary>
    public static void AddPattern(this JsonSchema schema, string pattern)
    {
        if (schema.Pattern is null)
        {
            schema.Pattern = pattern;
        }
        else if (schema.Pattern != pattern)
        {
            schema.AllOf.Add(new JsonSchema { Pattern = pattern });
        }
    }

    public static void LimitLength(this JsonSchema schema, int? minimum, int? maximum)
    {
        schema.MinLength = Narrow(schema.MinLength, minimum, Math.Max);
        schema.MaxLength = Narrow(schema.MaxLength, maximum, Math.Min);
    }

    /// <param name="schema">The schema of an array or a dictionary.</param>
    /// <param name="what">Items or Properties. NJsonSchema's own properties of these names cannot say none.</param>
    /// <param name="minimum">How many at least; null leaves it open.</param>
    /// <param name="maximum">How many at most; null leaves it open.</param>
    public static void LimitCount(this JsonSchema schema, string what, int? minimum, int? maximum)
    {
        if (minimum is { } least)
        {
            SetBound(schema, $"min{what}", null, least.ToString(CultureInfo.InvariantCulture), isExclusive: false, sign: 1);
        }

        if (maximum is { } most)
        {
            SetBound(schema, $"max{what}", null, most.ToString(CultureInfo.InvariantCulture), isExclusive: false, sign: -1);
        }
    }

    public static void AcceptNull(this JsonSchema schema)
    {
        if (schema.Type != JsonObjectType.None)
        {
            schema.Type |= JsonObjectType.Null;
            if (schema.Enumeration.Count > 0)
            {
                schema.Enumeration.Add(null);
            }
        }
        else if (schema.AnyOf.Count > 0)
        {
            schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.Null });
        }
    }

    private static int? Narrow(int? present, int? added, Func<int, int, int> choose) =>
        (present, added) is ({ } one, { } other) ? choose(one, other) : present ?? added;

    private static void SetBound(JsonSchema schema, string name, string? exclusiveName, string number, bool isExclusive, int sign)
    {
        var keywords = schema.ExtensionData ??= new Dictionary<string, object?>();
        if (keywords.TryGetValue(name, out var present) && sign * Read(number).CompareTo(Read(present!.ToString()!)) < 0)
        {
            return;
        }

        keywords[name] = new JRaw(number);
        if (exclusiveName is null)
        {
            return;
        }

        keywords.Remove(exclusiveName);
        if (isExclusive)
        {
            keywords[exclusiveName] = true;
        }
    }

    private static double Read(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
