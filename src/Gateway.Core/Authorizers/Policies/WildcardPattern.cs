using System.Collections.Frozen;

namespace Gateway.Core.Authorizers.Policies;

/// <summary>
/// A text with <c>*</c> (any run, also of <c>/</c>) and <c>?</c> (one character). It runs as an automaton, one bit per place in the
/// pattern, all places at once: the time is that of the text times one word per 64 places, whatever the pattern, and a text can be fed in
/// pieces without being joined.
/// <code>
/// place i    i characters of the pattern are matched; place 0 is where it starts, the last where it ends
/// step       place i goes on to i + 1 where character i fits, and stays where a * stands after place i
/// </code>
/// </summary>
internal sealed class WildcardPattern
{
    /// <summary>Bounds the state, which stands on the stack.</summary>
    public const int MaxLength = 2048;

    private const int BitsPerWord = 64;

    // The object itself, three arrays and the reference to it; and what one character of the dictionary takes in it.
    private const int Overhead = 144;
    private const int OverheadOfCharacter = 64;

    private readonly bool _ignoresCase;
    private readonly int _end;
    private readonly ulong[] _stays;

    // Row 0 is for characters that the pattern does not have: only ? fits them.
    private readonly ulong[] _fits;
    private readonly ushort[] _rows = new ushort[128];
    private readonly FrozenDictionary<char, ushort> _otherRows;

    public WildcardPattern(string text, bool ignoresCase = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(text.Length, MaxLength);
        _ignoresCase = ignoresCase;
        var places = text.Replace("*", "", StringComparison.Ordinal);
        _end = places.Length;
        Words = (_end / BitsPerWord) + 1;
        _stays = new ulong[Words];
        var place = 0;
        foreach (var character in text)
        {
            if (character == '*')
            {
                Set(_stays, place);
            }
            else
            {
                place++;
            }
        }

        var characters = places.Where(character => character != '?').Select(Fold).Distinct().ToArray();
        _fits = new ulong[Words * (characters.Length + 1)];
        var others = new Dictionary<char, ushort>();
        for (var row = 0; row <= characters.Length; row++)
        {
            FillRow(places, row, row == 0 ? null : characters[row - 1]);
            if (row > 0)
            {
                SetRow(characters[row - 1], (ushort)row, others);
            }
        }

        _otherRows = others.ToFrozenDictionary();
    }

    /// <summary>How many words the state has.</summary>
    public int Words { get; }

    /// <summary>Bytes in memory, about.</summary>
    public long Size => Overhead
        + (sizeof(ulong) * ((long)_stays.Length + _fits.Length))
        + (sizeof(ushort) * _rows.Length)
        + (OverheadOfCharacter * (long)_otherRows.Count);

    public bool Matches(ReadOnlySpan<char> text)
    {
        Span<ulong> state = stackalloc ulong[Words];
        Start(state);
        return Feed(state, text) && IsAtEnd(state);
    }

    public static void Start(Span<ulong> state)
    {
        state.Clear();
        state[0] = 1;
    }

    /// <summary>Returns false when nothing that follows can make it a match.</summary>
    public bool Feed(Span<ulong> state, ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            var fits = _fits.AsSpan(FindRow(Fold(character)) * Words, Words);
            var (carry, any) = (0UL, 0UL);
            for (var word = 0; word < fits.Length; word++)
            {
                var going = state[word] & fits[word];
                state[word] = (going << 1) | carry | (state[word] & _stays[word]);
                carry = going >> (BitsPerWord - 1);
                any |= state[word];
            }

            if (any == 0)
            {
                return false;
            }
        }

        return true;
    }

    public bool IsAtEnd(ReadOnlySpan<ulong> state) => (state[_end / BitsPerWord] >> (_end % BitsPerWord) & 1) != 0;

    private static void Set(Span<ulong> words, int place) => words[place / BitsPerWord] |= 1UL << (place % BitsPerWord);

    private char Fold(char character) => _ignoresCase ? char.ToUpperInvariant(character) : character;

    private int FindRow(char character) =>
        character < _rows.Length ? _rows[character] : _otherRows.TryGetValue(character, out var row) ? row : 0;

    private void SetRow(char character, ushort row, Dictionary<char, ushort> others)
    {
        if (character < _rows.Length)
        {
            _rows[character] = row;
        }
        else
        {
            others.Add(character, row);
        }
    }

    private void FillRow(string places, int row, char? character)
    {
        var fits = _fits.AsSpan(row * Words, Words);
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place] == '?' || Fold(places[place]) == character)
            {
                Set(fits, place);
            }
        }
    }
}
