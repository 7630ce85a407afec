using Gateway.Core.Pipeline.Patterns.CodePoints;

namespace Gateway.Core.Pipeline.Patterns;

/// <summary>
/// Runs a pattern as a table with all its states worked out beforehand: one look-up per character, whatever the text.
/// <code>
/// row     a state, by the index of its first cell; row 0 can no longer match, the second row has matched
/// cell    the row that a kind of character leads to; the last cell of a row is for the end of the text
/// </code>
/// </summary>
internal sealed class PatternTable(ushort[] cells, int start, CodePointAlphabet alphabet) : IPatternMatcher
{
    private readonly ushort[] _cells = cells;
    private readonly ushort[] _ascii = alphabet.Ascii.ToArray();
    private readonly int _matched = alphabet.Count + 1;
    private readonly int _start = start;
    private readonly CodePointAlphabet _alphabet = alphabet;

    public int Weight => 1;

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        var (cells, ascii, matched, row) = (_cells, _ascii, _matched, _start);
        for (var place = 0; place < text.Length;)
        {
            var character = text[place];
            if (character < ascii.Length)
            {
                row = cells[row + ascii[character]];
                place++;
            }
            else
            {
                row = cells[row + _alphabet.Read(text, ref place)];
            }

            if (row <= matched)
            {
                return row == matched;
            }
        }

        return cells[row + matched - 1] == matched;
    }
}
