using System.Buffers;

namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>Text in the making, in an array that is lent. Passed by reference only: a copy would give the array back twice.</summary>
internal struct PooledBytes(int capacity) : IDisposable
{
    private byte[] _array = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public readonly ReadOnlySpan<byte> Written => _array.AsSpan(0, Length);

    public void Append(byte value)
    {
        if (Length == _array.Length)
        {
            Grow(1);
        }

        _array[Length++] = value;
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>The characters as UTF-8.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            Length += System.Text.Encoding.UTF8.GetBytes(text, Reserve(text.Length * 3));
        }
    }

    /// <summary>Takes back what stands beyond this length.</summary>
    public void Truncate(int length) => Length = length;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_array);
        _array = [];
        Length = 0;
    }

    private Span<byte> Reserve(int count)
    {
        if (_array.Length - Length < count)
        {
            Grow(count);
        }

        return _array.AsSpan(Length, count);
    }

    private void Grow(int count)
    {
        var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_array.Length * 2, Length + count));
        Written.CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_array);
        _array = grown;
    }
}
