namespace Gateway.Core.Pipeline.Documents;

/// <summary>What is known of an object or array while it is being read.</summary>
internal struct OpenContainer(int index, bool isArray)
{
    // Of a hash, for one of 64 bits.
    private const int NameBits = 6;

    /// <summary>What a value adds to <see cref="Count"/>: a member is counted by its name.</summary>
    private readonly int _step = isArray ? 1 : 0;

    // A bit of each for every name so far, by other parts of its hash.
    private ulong _names;
    private ulong _otherNames;

    /// <summary>Of its token.</summary>
    public int Index { get; } = index;

    /// <summary>Members or items so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether two names may be the same. Where no two share their bits, none are.</summary>
    public bool MayHaveDuplicates { get; private set; }

    public void CountValue() => Count += _step;

    public void CountName(int hash)
    {
        var name = 1UL << hash;
        var otherName = 1UL << (hash >> NameBits);
        MayHaveDuplicates |= (_names & name) != 0 && (_otherNames & otherName) != 0;
        _names |= name;
        _otherNames |= otherName;
        Count++;
    }
}
