namespace Gateway.Core.Pipeline.Patterns.CodePoints;

/// <summary>Finds what stands in <c>\p{...}</c>, by the names of ECMA-262, 22.2.1 (UnicodeMatchProperty), which differ by case.</summary>
internal static class CodePointProperties
{
    /// <summary>Finds a set by <c>Name</c> or <c>Name=Value</c>; else says what would be right.</summary>
    public static CodePointSet? Find(string property, out string advice)
    {
        var equals = property.IndexOf('=', StringComparison.Ordinal);
        var (name, value) = equals < 0 ? ("", property) : (property[..equals], property[(equals + 1)..]);
        var (set, problem) = name switch
        {
            "" => (CodePointCategories.Find(value) ?? FindBinary(value), AdviseOnLoneName(value)),
            "General_Category" or "gc" => (CodePointCategories.Find(value), "write a general category such as Lu or Uppercase_Letter"),
            "Script" or "sc" => (CodePointScripts.Find(value, withExtensions: false), CodePointScripts.Advice),
            "Script_Extensions" or "scx" => (CodePointScripts.Find(value, withExtensions: true), CodePointScripts.Advice),
            _ => (null, "only General_Category, Script and Script_Extensions (gc, sc, scx) take a value"),
        };
        advice = problem;
        return set;
    }

    private static string AdviseOnLoneName(string value) => CodePointScripts.Find(value, withExtensions: false) is null
        ? "write a general category such as L or Letter, Script=Greek, or one of Any, ASCII, Assigned, Alphabetic, Lowercase, Uppercase, "
            + "White_Space, ASCII_Hex_Digit"
        : $"write Script={value}";

    private static CodePointSet? FindBinary(string name) => name switch
    {
        "Any" => CodePointSet.All,
        "ASCII" => CodePointSet.Parse("0-7F"),
        "Assigned" => GetCategory("Cn").Complement(),
        "Alphabetic" or "Alpha" => With(CodePointScripts.OtherAlphabetic, "L", "Nl"),
        "Lowercase" or "Lower" => With(CodePointScripts.OtherLowercase, "Ll"),
        "Uppercase" or "Upper" => With(CodePointScripts.OtherUppercase, "Lu"),
        "White_Space" or "space" => CodePointSet.Parse("9-D 20 85 A0 1680 2000-200A 2028-2029 202F 205F 3000"),
        "ASCII_Hex_Digit" or "AHex" => CodePointSet.Parse("30-39 41-46 61-66"),
        _ => null,
    };

    private static CodePointSet With(string others, params ReadOnlySpan<string> categories)
    {
        var sets = new List<CodePointSet> { CodePointSet.Parse(others) };
        foreach (var category in categories)
        {
            sets.Add(GetCategory(category));
        }

        return CodePointSet.Union(sets);
    }

    private static CodePointSet GetCategory(string name) => CodePointCategories.Find(name)!;
}
