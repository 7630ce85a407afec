using System.Buffers;

namespace Gateway.Core.Pipeline.Documents;

/// <summary>An array of its own for what is common, and a rented one while something larger is at hand.</summary>
internal struct ReusedArray<T>(int capacity)
    where T : unmanaged
{
    private readonly T[] _own = new T[capacity];
    private T[]? _rented;

    public readonly T[] Items => _rented ?? _own;

    /// <summary>Makes room for <paramref name="length"/> items; the first <paramref name="kept"/> stay.</summary>
    public void Reserve(int length, int kept)
    {
        if (length <= Items.Length)
        {
            return;
        }

        var larger = ArrayPool<T>.Shared.Rent(Math.Max(length, 4 * Items.Length));
        Items.AsSpan(0, kept).CopyTo(larger);
        Release();
        _rented = larger;
    }

    public void Release()
    {
        if (_rented is { } rented)
        {
            _rented = null;
            ArrayPool<T>.Shared.Return(rented);
        }
    }
}
