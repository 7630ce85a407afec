using System.Globalization;

namespace Gateway.Core.Pipeline.Patterns.CodePoints;

/// <summary>The values of General_Category under every name that Unicode gives them, which <c>\p{...}</c> may use.</summary>
internal static class CodePointCategories
{
    // The short name of the category, then its other names. Of two letters: one category, in the order of UnicodeCategory.
    private static readonly string[] Single =
    [
        "Lu Uppercase_Letter", "Ll Lowercase_Letter", "Lt Titlecase_Letter", "Lm Modifier_Letter", "Lo Other_Letter", "Mn Nonspacing_Mark",
        "Mc Spacing_Mark", "Me Enclosing_Mark", "Nd Decimal_Number digit", "Nl Letter_Number", "No Other_Number", "Zs Space_Separator",
        "Zl Line_Separator", "Zp Paragraph_Separator", "Cc Control cntrl", "Cf Format", "Cs Surrogate", "Co Private_Use",
        "Pc Connector_Punctuation", "Pd Dash_Punctuation", "Ps Open_Punctuation", "Pe Close_Punctuation", "Pi Initial_Punctuation",
        "Pf Final_Punctuation", "Po Other_Punctuation", "Sm Math_Symbol", "Sc Currency_Symbol", "Sk Modifier_Symbol", "So Other_Symbol",
        "Cn Unassigned",
    ];

    // The names of a group, and the categories in it.
    private static readonly (string Names, string Members)[] Groups =
    [
        ("LC Cased_Letter", "Lu Ll Lt"),
        ("L Letter", "Lu Ll Lt Lm Lo"),
        ("M Mark Combining_Mark", "Mn Mc Me"),
        ("N Number", "Nd Nl No"),
        ("P Punctuation punct", "Pc Pd Ps Pe Pi Pf Po"),
        ("S Symbol", "Sm Sc Sk So"),
        ("Z Separator", "Zs Zl Zp"),
        ("C Other", "Cc Cf Cs Co Cn"),
    ];

    // All at once, because one walk over the code points (8 ms) gives all of them.
    private static readonly Lazy<IReadOnlyDictionary<string, CodePointSet>> Sets = new(CreateSets);

    public static CodePointSet? Find(string name) => Sets.Value.GetValueOrDefault(name);

    private static Dictionary<string, CodePointSet> CreateSets()
    {
        var ranges = Array.ConvertAll(Single, _ => new List<CodePointRange>());
        var first = 0;
        for (var codePoint = 1; codePoint <= CodePointSet.Last + 1; codePoint++)
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(first);
            if (codePoint > CodePointSet.Last || CharUnicodeInfo.GetUnicodeCategory(codePoint) != category)
            {
                ranges[(int)category].Add(new CodePointRange(first, codePoint - 1));
                first = codePoint;
            }
        }

        var sets = new Dictionary<string, CodePointSet>(StringComparer.Ordinal);
        for (var category = 0; category < Single.Length; category++)
        {
            Add(sets, Single[category], CodePointSet.From(ranges[category]));
        }

        foreach (var (names, members) in Groups)
        {
            Add(sets, names, CodePointSet.Union(members.Split(' ').Select(member => sets[member])));
        }

        return sets;
    }

    private static void Add(Dictionary<string, CodePointSet> sets, string names, CodePointSet set)
    {
        foreach (var name in names.Split(' '))
        {
            sets.Add(name, set);
        }
    }
}
