using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NJsonSchema;

namespace Gateway.Core.Validation.Types.Values;

/// <summary>
/// The values that an enum defines, as its converter reads them: numbers, or names, mostly in any case, or both. The converter is asked, because
/// only it knows its naming policy and whether it takes numbers.
/// </summary>
/// <remarks>
/// Stricter than the binder, which takes any number, a number as a name, blanks around a name and lists of names for an enum without flags: a value
/// that the enum does not define is what a schema is there to refuse.
/// </remarks>
internal static class EnumSchemas
{
    // With what stands around it, within PatternLimits.Length.
    private const int MaxPatternLength = 4_000;

    private static readonly JsonNamingPolicy[] Policies =
    [
        JsonNamingPolicy.CamelCase, JsonNamingPolicy.SnakeCaseLower, JsonNamingPolicy.SnakeCaseUpper, JsonNamingPolicy.KebabCaseLower,
        JsonNamingPolicy.KebabCaseUpper,
    ];

    /// <param name="schema">What is written to.</param>
    /// <param name="type">The enum.</param>
    /// <param name="options">Those whose converter reads it.</param>
    /// <param name="chosen">The values that an annotation leaves; null for all, and for an enum of flags their combinations.</param>
    public static void Write(JsonSchema schema, Type type, JsonSerializerOptions options, IReadOnlyCollection<object>? chosen = null)
    {
        var values = chosen ?? [.. Enum.GetValues(type).Cast<object>().Distinct()];
        var areCombined = chosen is null && type.IsDefined(typeof(FlagsAttribute), inherit: false);
        var numbers = Numbers(type, values, areCombined, options);
        var names = values.SelectMany(value => FindNames(value, type, options)).ToList();
        if (names.Count == 0)
        {
            Copy(numbers, schema);
            return;
        }

        schema.AnyOf.Add(Names(names));
        if (areCombined || names.Any(name => name.IsAnyCase))
        {
            AddPatterns(schema, [.. names.Select(name => name.Pattern)], areCombined);
        }

        if (values.Any(value => ReadsJson(ToNumber(value, type).ToString()!, value, type, options)))
        {
            schema.AnyOf.Add(numbers);
        }
    }

    /// <summary>Patterns that together match any of those given: several, because the length of one is limited.</summary>
    public static IEnumerable<string> Join(IEnumerable<string> patterns)
    {
        var joined = new StringBuilder();
        foreach (var pattern in patterns)
        {
            if (joined.Length > 0 && joined.Length + pattern.Length > MaxPatternLength)
            {
                yield return $"^(?:{joined})$";
                joined.Clear();
            }

            joined.Append(joined.Length > 0 ? "|" : "").Append(pattern);
        }

        yield return $"^(?:{joined})$";
    }

    /// <summary>A value has the name of each of its members, by the policy and, other than that of an attribute, also without.</summary>
    public static IReadOnlyList<EnumName> FindNames(object value, Type type, JsonSerializerOptions options)
    {
        var found = new List<EnumName>();
        foreach (var candidate in FindCandidates(value, type, options))
        {
            if (!found.Any(name => name.Covers(candidate)) && Reads(candidate, value, type, options))
            {
                found.Add(new EnumName(candidate, Reads(candidate.ToUpperInvariant(), value, type, options)
                    && Reads(candidate.ToLowerInvariant(), value, type, options)));
            }
        }

        return found;
    }

    /// <summary>Lists of flags take all names into one pattern, twice; where that is too long, the binder alone knows the names.</summary>
    private static void AddPatterns(JsonSchema schema, List<string> names, bool areCombined)
    {
        var any = $"(?:{string.Join('|', names)})";
        if (areCombined && any.Length > MaxPatternLength / 2)
        {
            schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.String });
            return;
        }

        foreach (var pattern in areCombined ? [$"^{any}(?: *, *{any})*$"] : Join(names))
        {
            schema.AnyOf.Add(new JsonSchema { Type = JsonObjectType.String, Pattern = pattern });
        }
    }

    private static IEnumerable<string> FindCandidates(object value, Type type, JsonSerializerOptions options)
    {
        var written = JsonSerializer.SerializeToElement(value, type, options);
        if (written.ValueKind != JsonValueKind.String)
        {
            yield break;
        }

        yield return written.GetString()!;
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.GetValue(null)!.Equals(value)))
        {
            yield return field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name;
            foreach (var policy in Policies)
            {
                yield return policy.ConvertName(field.Name);
            }
        }
    }

    private static bool Reads(string name, object value, Type type, JsonSerializerOptions options) =>
        ReadsJson(JsonSerializer.Serialize(name), value, type, options);

    private static bool ReadsJson(string json, object value, Type type, JsonSerializerOptions options)
    {
        try
        {
            return value.Equals(JsonSerializer.Deserialize(json, type, options));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static JsonSchema Names(List<EnumName> names)
    {
        var schema = new JsonSchema { Type = JsonObjectType.String };
        names.ForEach(name => schema.Enumeration.Add(name.Text));
        return schema;
    }

    private static JsonSchema Numbers(Type type, IReadOnlyCollection<object> values, bool areCombined, JsonSerializerOptions options)
    {
        var schema = new JsonSchema();
        ScalarSchemas.Write(schema, Enum.GetUnderlyingType(type), options);
        var numbers = values.Select(value => ToNumber(value, type)).ToList();
        if (areCombined && numbers.All(number => Convert.ToDecimal(number, CultureInfo.InvariantCulture) >= 0))
        {
            var all = numbers.Aggregate(0UL, (bits, number) => bits | Convert.ToUInt64(number, CultureInfo.InvariantCulture));
            schema.RaiseMinimum("0", isExclusive: false);
            schema.LowerMaximum(all.ToString(CultureInfo.InvariantCulture), isExclusive: false);
        }
        else if (!areCombined && numbers.Count > 0)
        {
            schema.ExtensionData = null;
            numbers.ForEach(schema.Enumeration.Add);
        }

        return schema;
    }

    private static void Copy(JsonSchema source, JsonSchema target)
    {
        (target.Type, target.ExtensionData) = (source.Type, source.ExtensionData);
        foreach (var value in source.Enumeration)
        {
            target.Enumeration.Add(value);
        }
    }

    public static object ToNumber(object value, Type type) =>
        Convert.ChangeType(value, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture);
}
