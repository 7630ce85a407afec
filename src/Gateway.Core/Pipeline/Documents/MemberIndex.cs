using System.Buffers;
using System.Numerics;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>The members of one object by name, for objects with so many that looking through them takes long.</summary>
internal readonly ref struct MemberIndex
{
    private readonly TokenizedJson _json;
    private readonly int[] _slots;
    private readonly int _mask;

    /// <param name="json">The object's document.</param>
    /// <param name="count">Of the members.</param>
    public MemberIndex(in TokenizedJson json, int count)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)count * 2);
        _json = json;
        _mask = size - 1;
        _slots = ArrayPool<int>.Shared.Rent(size);
        _slots.AsSpan(0, size).Clear();
    }

    /// <summary>Adds a name that is not there yet.</summary>
    public bool TryAdd(int name)
    {
        var slot = Find(_json, name);
        if (_slots[slot] != 0)
        {
            return false;
        }

        _slots[slot] = name;
        return true;
    }

    /// <summary>The name's token in the object, or 0, for a name of any document.</summary>
    public int Get(in TokenizedJson json, int name) => _slots[Find(json, name)];

    public void Dispose() => ArrayPool<int>.Shared.Return(_slots);

    /// <summary>The slot that has the name, or the one where it would be.</summary>
    private int Find(in TokenizedJson json, int name)
    {
        var slot = json.Tokens[name].Hash & _mask;
        while (_slots[slot] != 0 && !_json.HasSameName(_slots[slot], json, name))
        {
            slot = (slot + 1) & _mask;
        }

        return slot;
    }
}
