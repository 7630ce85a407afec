using System.Runtime.InteropServices;

namespace Gateway.Core.Pipeline.Patterns.CodePoints;

/// <summary>
/// The code points sorted into kinds: two are of one kind when every set of the pattern has both or neither. A matcher works on kinds, so a
/// pair of surrogates is one place for it, and its size is that of the pattern, whatever a <c>\p{...}</c> has in it.
/// </summary>
internal sealed class CodePointAlphabet
{
    public const int AsciiCount = 128;

    private const int PageBits = 8;
    private const int PageCount = (char.MaxValue + 1) >> PageBits;

    private readonly Dictionary<CodePointSet, int> _indexes;
    private readonly bool[] _holds;
    private readonly bool[] _isWord;

    // Where the intervals of one kind begin, and the kind of each.
    private readonly int[] _starts;
    private readonly ushort[] _kinds;
    private readonly ushort[] _ascii = new ushort[AsciiCount];

    // The interval that each 256 code points begin in, so that a search has few to look at; the last is for all beyond the first 65,536.
    private readonly int[] _firstOfPage = new int[PageCount + 1];

    public CodePointAlphabet(IEnumerable<CodePointSet> sets, bool hasWordBoundaries)
    {
        _indexes = sets.Concat(hasWordBoundaries ? [CodePointClasses.WordCharacters] : []).Distinct()
            .Select((set, index) => (set, index)).ToDictionary(pair => pair.set, pair => pair.index);
        var kinds = new Dictionary<string, ushort>(StringComparer.Ordinal);
        (_starts, _kinds) = CreateIntervals(kinds);
        Count = kinds.Count;
        _holds = new bool[_indexes.Count * Count];
        foreach (var (signature, kind) in kinds)
        {
            for (var index = 0; index < _indexes.Count; index++)
            {
                _holds[(index * Count) + kind] = (signature[index / 16] >> (index % 16) & 1) != 0;
            }
        }

        _isWord = hasWordBoundaries ? _holds.AsSpan(IndexOf(CodePointClasses.WordCharacters) * Count, Count).ToArray() : new bool[Count];
        for (var page = 0; page <= PageCount; page++)
        {
            _firstOfPage[page] = FindInterval(page << PageBits, 0, _starts.Length);
        }

        for (var codePoint = 0; codePoint < AsciiCount; codePoint++)
        {
            _ascii[codePoint] = (ushort)Find(codePoint);
        }
    }

    /// <summary>How many kinds there are.</summary>
    public int Count { get; }

    /// <summary>The kinds of the first 128 code points.</summary>
    public ReadOnlySpan<ushort> Ascii => _ascii;

    public int IndexOf(CodePointSet set) => _indexes[set];

    public bool Holds(int set, int kind) => _holds[(set * Count) + kind];

    /// <summary>Whether it is of <c>[A-Za-z0-9_]</c>; false for all where the pattern has no boundary of words.</summary>
    public bool IsWord(int kind) => _isWord[kind];

    public int Find(int codePoint)
    {
        var page = Math.Min(codePoint >> PageBits, PageCount);
        var first = _firstOfPage[page];
        var end = page == PageCount ? _starts.Length : _firstOfPage[page + 1] + 1;
        return _kinds[end - first == 1 ? first : FindInterval(codePoint, first, end)];
    }

    private int FindInterval(int codePoint, int first, int end)
    {
        var interval = Array.BinarySearch(_starts, first, end - first, codePoint);
        return interval >= 0 ? interval : ~interval - 1;
    }

    /// <summary>Takes the code point at the place, a surrogate without its other half as one of its own, and goes on behind it.</summary>
    public int Read(ReadOnlySpan<char> text, ref int place)
    {
        var character = text[place];
        return character < AsciiCount ? _ascii[text[place++]] : Find(ReadCodePoint(text, ref place));
    }

    public static int ReadCodePoint(ReadOnlySpan<char> text, ref int place)
    {
        var character = text[place++];
        return char.IsHighSurrogate(character) && place < text.Length && char.IsLowSurrogate(text[place])
            ? char.ConvertToUtf32(character, text[place++])
            : character;
    }

    // One walk over all edges of all sets, with a bit per set that says whether the walk is inside it.
    private (int[] Starts, ushort[] Kinds) CreateIntervals(Dictionary<string, ushort> kinds)
    {
        var edges = new SortedDictionary<int, List<int>> { [0] = [] };
        foreach (var (set, index) in _indexes)
        {
            foreach (var range in set.Ranges)
            {
                AddEdge(edges, range.First, index);
                AddEdge(edges, range.Last + 1, index);
            }
        }

        edges.Remove(CodePointSet.Last + 1);
        Span<char> inside = new char[(_indexes.Count + 15) / 16];
        var found = new List<ushort>(edges.Count);
        foreach (var crossed in edges.Values)
        {
            foreach (var index in crossed)
            {
                inside[index / 16] ^= (char)(1 << (index % 16));
            }

            ref var kind = ref CollectionsMarshal.GetValueRefOrAddDefault(kinds, inside.ToString(), out var isKnown);
            kind = isKnown ? kind : (ushort)(kinds.Count - 1);
            found.Add(kind);
        }

        return ([.. edges.Keys], [.. found]);
    }

    private static void AddEdge(SortedDictionary<int, List<int>> edges, int codePoint, int set)
    {
        if (!edges.TryGetValue(codePoint, out var crossed))
        {
            edges.Add(codePoint, crossed = []);
        }

        crossed.Add(set);
    }
}
