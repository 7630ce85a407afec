using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Writes text and sets so that a regular expression of .NET, which works on halves of surrogate pairs and knows other words and digits,
/// sees them as ECMA-262 does. ASCII stays; any other code point becomes three characters that are neither ASCII nor of a word:
/// <code>
/// kind         high bits    low bits
/// E000-F8FF    D800-DFFF    D800-DFFF
/// </code>
/// A set looks at the kind; the bits are there for a backreference, to which two characters of one kind are not the same.
/// </summary>
internal sealed class PatternFolding
{
    /// <summary>The most characters that one becomes.</summary>
    public const int Growth = 3;

    /// <summary>What a regular expression begins with so that it is not found inside what one character became.</summary>
    public const string OutsideOfCharacters = @"(?<![\uE000-\uF8FF][\uD800-\uDFFF]?)";

    private const int FirstKind = 0xE000;
    private const int FirstBits = 0xD800;
    private const int BitsPerPart = 11;

    // The private use area has no room for more.
    private const int MaxKinds = 6_400;

    private readonly CodePointAlphabet _alphabet;

    public PatternFolding(CodePointAlphabet alphabet)
    {
        if (alphabet.Count > MaxKinds)
        {
            throw new FormatException($"The pattern tells {alphabet.Count} kinds of characters apart; at most {MaxKinds} are taken.");
        }

        _alphabet = alphabet;
    }

    public int Fold(ReadOnlySpan<char> text, Span<char> folded)
    {
        var length = 0;
        for (var place = 0; place < text.Length;)
        {
            var codePoint = CodePointAlphabet.ReadCodePoint(text, ref place);
            if (codePoint < CodePointAlphabet.AsciiCount)
            {
                folded[length++] = (char)codePoint;
                continue;
            }

            folded[length++] = (char)(FirstKind + _alphabet.Find(codePoint));
            folded[length++] = (char)(FirstBits + (codePoint >> BitsPerPart));
            folded[length++] = (char)(FirstBits + (codePoint & ((1 << BitsPerPart) - 1)));
        }

        return length;
    }

    /// <summary>The set as a part of a regular expression.</summary>
    public string Write(CodePointSet set)
    {
        var index = _alphabet.IndexOf(set);
        var ascii = Enumerable.Range(0, CodePointAlphabet.AsciiCount).Where(codePoint => _alphabet.Holds(index, _alphabet.Ascii[codePoint]));
        var kinds = Enumerable.Range(0, _alphabet.Count).Where(kind => _alphabet.Holds(index, kind)).Select(kind => FirstKind + kind);
        var (low, high) = (WriteClass(ascii), WriteClass(kinds));
        return high.Length == 0 ? "(?!)" : $@"(?:{(low.Length == 0 ? "" : $"{low}|")}{high}[\uD800-\uDFFF]{{2}})";
    }

    private static string WriteClass(IEnumerable<int> characters)
    {
        var parts = string.Concat(characters.Select(character => $@"\u{character:X4}"));
        return parts.Length == 0 ? "" : $"[{parts}]";
    }
}
