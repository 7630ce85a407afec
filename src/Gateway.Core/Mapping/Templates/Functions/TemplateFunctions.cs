using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Core.Mapping.Templates.Functions;

/// <summary>Every function that templates can call. A family has a file with its table.</summary>
internal static class TemplateFunctions
{
    private static readonly FrozenDictionary<string, TemplateFunction> All =
        StringFunctions.All
            .Concat(StringPartFunctions.All)
            .Concat(StringConversionFunctions.All)
            .Concat(ArrayFunctions.All)
            .Concat(ArrayOrderFunctions.All)
            .Concat(MathFunctions.All)
            .Concat(ObjectFunctions.All)
            .Concat(JsonFunctions.All)
            .ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The names before the dot, which no variable may have, and those without one.</summary>
    public static readonly FrozenSet<string> Roots = All.Keys.Select(name => name.Split('.')[0]).ToFrozenSet(StringComparer.Ordinal);

    public static bool TryGet(string name, [NotNullWhen(true)] out TemplateFunction? function) => All.TryGetValue(name, out function);

    /// <summary>For messages: those of the same family, or all families.</summary>
    public static string Suggest(string name)
    {
        var family = name.Split('.')[0];
        var names = All.Keys.Where(known => known.StartsWith(family + ".", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var families = Roots.Order(StringComparer.Ordinal).Select(root => All.ContainsKey(root) ? root : root + ".*");
        return string.Join(", ", names.Count > 0 ? names : families);
    }
}
