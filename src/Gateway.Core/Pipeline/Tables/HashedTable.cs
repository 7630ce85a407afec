using System.Numerics;

namespace Gateway.Core.Pipeline.Tables;

/// <summary>
/// Entries by hash, bounded in number and in bytes. Finding takes no lock and allocates nothing; when a bound is reached, entries that
/// were not found since the hand last came by are dropped (CLOCK), so that a flood of new ones passes through and what is used stays.
/// </summary>
/// <remarks>An entry that was taken out keeps its link: a reader on the way along the chain stands on it and finds its way on.</remarks>
internal sealed class HashedTable<TKey, TEntry>(int maxEntries, long maxBytes)
    where TKey : allows ref struct
    where TEntry : HashedEntry<TKey>
{
    // One entry must not push out everything else.
    private const int LargestShare = 8;

    private readonly Lock _lock = new();
    private readonly List<TEntry> _entries = [];
    private HashedEntry<TKey>?[]? _buckets;
    private int _hand;
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public TEntry? Find(ulong hash, scoped in TKey key)
    {
        if (Volatile.Read(ref _buckets) is not { } buckets)
        {
            return null;
        }

        for (var entry = Volatile.Read(ref buckets[hash & (ulong)(buckets.Length - 1)]); entry is not null; entry = entry.Next)
        {
            if (entry.Hash == hash && entry.Matches(key))
            {
                // Read first: a line that only is read stays with every processor.
                if (!entry.IsUsed)
                {
                    entry.IsUsed = true;
                }

                return (TEntry)entry;
            }
        }

        return null;
    }

    /// <summary>Puts the entry in, in place of the one with the same key; an entry too large for the table is not kept.</summary>
    public void Set(TEntry entry, scoped in TKey key)
    {
        lock (_lock)
        {
            if (Find(entry.Hash, key) is { } replaced)
            {
                RemoveUnsynchronized(replaced);
            }

            if (entry.Size > maxBytes / LargestShare)
            {
                return;
            }

            MakeRoomUnsynchronized(entry.Size);
            _buckets ??= new HashedEntry<TKey>?[BitOperations.RoundUpToPowerOf2((uint)maxEntries)];
            ref var bucket = ref _buckets[entry.Hash & (ulong)(_buckets.Length - 1)];
            entry.Next = bucket;
            entry.Place = _entries.Count;
            _entries.Add(entry);
            _bytes += entry.Size;
            Volatile.Write(ref bucket, entry);
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            Volatile.Write(ref _buckets, null);
            _entries.ForEach(static entry => entry.Place = -1);
            _entries.Clear();
            _bytes = 0;
            _hand = 0;
        }
    }

    private void MakeRoomUnsynchronized(int size)
    {
        while (_entries.Count > 0 && (_entries.Count >= maxEntries || _bytes + size > maxBytes))
        {
            _hand = _hand < _entries.Count ? _hand : 0;
            var entry = _entries[_hand];
            if (entry.IsUsed)
            {
                entry.IsUsed = false;
                _hand++;
            }
            else
            {
                RemoveUnsynchronized(entry);
            }
        }
    }

    private void RemoveUnsynchronized(TEntry entry)
    {
        ref var bucket = ref _buckets![entry.Hash & (ulong)(_buckets.Length - 1)];
        if (ReferenceEquals(bucket, entry))
        {
            Volatile.Write(ref bucket, entry.Next);
        }
        else
        {
            var before = bucket!;
            while (!ReferenceEquals(before.Next, entry))
            {
                before = before.Next!;
            }

            before.Next = entry.Next;
        }

        var last = _entries[^1];
        _entries[entry.Place] = last;
        last.Place = entry.Place;
        _entries.RemoveAt(_entries.Count - 1);
        entry.Place = -1;
        _bytes -= entry.Size;
    }
}
