namespace Gateway.Core.Pipeline.Patterns.CodePoints;

/// <summary>Which code points are one to <see cref="StringComparison.OrdinalIgnoreCase"/>, by which names of members are bound.</summary>
internal static class CodePointCases
{
    // No script with cases has a character beyond the second plane.
    private const int Count = 0x20000;

    private static readonly Lazy<Dictionary<int, int[]>> Others = new(FindOthers);

    /// <summary>The set, and whatever differs from a member by its case only.</summary>
    public static CodePointSet Close(CodePointSet set)
    {
        var added = new List<CodePointRange>();
        foreach (var (codePoint, others) in Others.Value)
        {
            if (set.Contains(codePoint))
            {
                added.AddRange(others.Select(other => new CodePointRange(other, other)));
            }
        }

        return added.Count == 0 ? set : CodePointSet.Union([set, CodePointSet.From(added)]);
    }

    // By the comparison itself: no other mapping of cases is quite the same.
    private static Dictionary<int, int[]> FindOthers() => Enumerable.Range(0, Count)
        .Where(codePoint => codePoint is < 0xD800 or > 0xDFFF)
        .GroupBy(char.ConvertFromUtf32, StringComparer.OrdinalIgnoreCase)
        .Select(group => group.ToArray())
        .Where(group => group.Length > 1)
        .SelectMany(group => group.Select(codePoint => (CodePoint: codePoint, Others: group)))
        .ToDictionary(entry => entry.CodePoint, entry => entry.Others);
}
