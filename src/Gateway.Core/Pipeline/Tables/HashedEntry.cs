namespace Gateway.Core.Pipeline.Tables;

/// <summary>Something found by a hash, and its own node in the table's chains.</summary>
/// <param name="hash">Of the whole key.</param>
/// <param name="size">Bytes, as far as the table's bound is concerned.</param>
internal abstract class HashedEntry<TKey>(ulong hash, int size)
    where TKey : allows ref struct
{
    public ulong Hash { get; } = hash;

    public int Size { get; } = size;

    /// <summary>Whether it has been found since the table last looked for something to drop.</summary>
    public bool IsUsed { get; set; }

    public HashedEntry<TKey>? Next { get; set; }

    /// <summary>Where the table's hand finds it; -1 when it is in no table.</summary>
    public int Place { get; set; } = -1;

    /// <summary>Whether it is the entry of that key: the hash alone proves nothing.</summary>
    public abstract bool Matches(scoped in TKey key);
}
