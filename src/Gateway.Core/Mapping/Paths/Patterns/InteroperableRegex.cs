namespace Gateway.Core.Mapping.Paths.Patterns;

/// <summary>An I-Regexp (RFC 9485), in the words of ECMA-262.</summary>
/// <param name="Ecma">The pattern that matches the same texts.</param>
/// <param name="Size">Its steps with all counts written out, about.</param>
/// <param name="CategoryCount">How many Unicode categories it names, each of which has hundreds of ranges.</param>
internal readonly record struct InteroperableRegex(string Ecma, int Size, int CategoryCount)
{
    /// <param name="pattern">The pattern.</param>
    /// <param name="isWhole">Whether the whole text is to match, as with <c>match</c>, and not some part of it.</param>
    /// <param name="regex">The pattern in other words.</param>
    /// <param name="problem">What is wrong, where it is none.</param>
    public static bool TryRead(string pattern, bool isWhole, out InteroperableRegex regex, out string problem) =>
        new InteroperableRegexReader(pattern).TryRead(isWhole, out regex, out problem);
}
