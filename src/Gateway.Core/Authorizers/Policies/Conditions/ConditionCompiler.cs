using System.Globalization;

namespace Gateway.Core.Authorizers.Policies.Conditions;

/// <summary>Makes a node of a condition: its operator, its key and the values of the key.</summary>
internal static class ConditionCompiler
{
    private static readonly string[] DateForms =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    /// <param name="comparer">The operator.</param>
    /// <param name="isOptional">Whether a missing key satisfies it.</param>
    /// <param name="key">A key that the operator can compare.</param>
    /// <param name="values">At least one.</param>
    /// <param name="fail">Called with the index of a wrong value and what would be right.</param>
    public static PolicyNode Compile(PolicyOperator comparer, bool isOptional, PolicyKey key, IReadOnlyList<string> values, Action<int, string> fail)
    {
        switch (comparer.Family)
        {
            case PolicyFamilies.Presence:
                return new PresenceNode(key, ReadPresence(values, fail));
            case PolicyFamilies.Address:
                var ranges = Read<AddressRange>(values, AddressRange.TryParse, "an address or a network such as 10.0.0.0/8", fail);
                return new AddressNode(key, ranges, comparer.IsNegated, isOptional);
            case PolicyFamilies.Date:
                var times = Read<double>(values, TryReadDate, "a time such as 2030-01-31T00:00:00Z", fail);
                return new TimeNode(key, times, comparer.Comparison, comparer.IsNegated);
            case PolicyFamilies.Number when key.Read is null:
                return new TimeNode(key, Read<double>(values, TryReadNumber, "a number", fail), comparer.Comparison, comparer.IsNegated);
            case PolicyFamilies.Boolean when key.Read is null:
                return new SecureTransportNode(key, Read<bool>(values, bool.TryParse, "true or false", fail));
            default:
                return new TextNode(key, CompileTests(comparer, values, fail), comparer.IsNegated, isOptional);
        }
    }

    private static TextTest[] CompileTests(PolicyOperator comparer, IReadOnlyList<string> values, Action<int, string> fail) => comparer.Family switch
    {
        PolicyFamilies.Number =>
            [.. Read<double>(values, TryReadNumber, "a number", fail).Select(value => new NumberTest(value, comparer.Comparison))],
        PolicyFamilies.Boolean => [.. Read<bool>(values, bool.TryParse, "true or false", fail).Select(value => new BooleanTest(value))],
        PolicyFamilies.Arn =>
            [.. Read<string[]>(values, TryReadArn, "an ARN: six parts joined by colons, arn first", fail).Select(parts => new ArnTest(parts))],
        _ when comparer.Comparison == PolicyComparison.Like => [.. values.Select(value => new LikeTest(value))],
        _ => [.. values.Select(value => new EqualTest(
            value,
            comparer.Comparison == PolicyComparison.EqualIgnoringCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))],
    };

    private delegate bool TryRead<T>(string text, out T value);

    private static T[] Read<T>(IReadOnlyList<string> values, TryRead<T> tryRead, string what, Action<int, string> fail)
    {
        var read = new T[values.Count];
        for (var i = 0; i < values.Count; i++)
        {
            if (!tryRead(values[i], out read[i]))
            {
                fail(i, $"'{values[i]}' is not {what}");
            }
        }

        return read;
    }

    private static bool ReadPresence(IReadOnlyList<string> values, Action<int, string> fail)
    {
        var read = Read<bool>(values, bool.TryParse, "true or false", fail);
        if (read.Length > 1)
        {
            fail(1, "a key is missing or it is not: one value is allowed");
        }

        return read[0];
    }

    private static bool TryReadNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    /// <summary>ISO 8601, or seconds since 1970; four digits are a year.</summary>
    private static bool TryReadDate(string text, out double seconds)
    {
        if (DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            seconds = (time - DateTimeOffset.UnixEpoch).TotalSeconds;
            return true;
        }

        return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds)
            && double.IsFinite(seconds);
    }

    private static bool TryReadArn(string text, out string[] parts)
    {
        parts = text == "*" ? [.. Enumerable.Repeat("*", ArnTest.Parts)] : text.Split(':', ArnTest.Parts);
        return parts.Length == ArnTest.Parts && parts[0] is "arn" or "*";
    }
}
