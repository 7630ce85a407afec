namespace Gateway.Core.Validation.Formats.Idn;

/// <summary>A set of code points as a flat, ascending list of first and last ones.</summary>
internal static class CodePointRanges
{
    public static bool Contains(int[] ranges, int codePoint)
    {
        var found = Array.BinarySearch(ranges, codePoint);

        // Between two entries: inside a range where the entry before is a first one.
        return found >= 0 || (~found & 1) == 1;
    }
}
