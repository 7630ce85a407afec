namespace Gateway.Core.Pipeline.Patterns.CodePoints;

/// <summary>The sets that ECMA-262 has a sign for (CharacterClassEscape and the dot), as they are without the flags i and s.</summary>
internal static class CodePointClasses
{
    public static readonly CodePointSet Digits = CodePointSet.Parse("30-39");
    public static readonly CodePointSet WordCharacters = CodePointSet.Parse("30-39 41-5A 5F 61-7A");

    // WhiteSpace and LineTerminator of ECMA-262, 12.2 and 12.3: Zs, the byte order mark, and no U+0085.
    public static readonly CodePointSet Spaces = CodePointSet.Parse("9-D 20 A0 1680 2000-200A 2028-2029 202F 205F 3000 FEFF");
    public static readonly CodePointSet Dot = CodePointSet.Parse("A D 2028-2029").Complement();

    /// <summary>The set of <c>\d</c>, <c>\D</c>, <c>\w</c>, <c>\W</c>, <c>\s</c> or <c>\S</c>, or null for another letter.</summary>
    public static CodePointSet? Find(char letter) => letter switch
    {
        'd' => Digits,
        'D' => Digits.Complement(),
        'w' => WordCharacters,
        'W' => WordCharacters.Complement(),
        's' => Spaces,
        'S' => Spaces.Complement(),
        _ => null,
    };
}
