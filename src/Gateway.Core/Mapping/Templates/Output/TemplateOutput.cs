using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>Writes into pooled memory, up to a bound. A capture takes the place of the destination until it ends.</summary>
internal ref struct TemplateOutput(PooledBytes destination, int maxBytes)
{
    private const int LargestPiece = 16 * 1024;

    private PooledBytes _target = destination;
    private Span<byte> _room;
    private int _used;

    /// <summary>How many bytes may still be written.</summary>
    public int Left { get; private set; } = maxBytes;

    /// <returns>False where it would be more than allowed; nothing is written then.</returns>
    public bool TryWrite(scoped ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Left)
        {
            return false;
        }

        Left -= bytes.Length;
        if (bytes.TryCopyTo(_room[_used..]))
        {
            _used += bytes.Length;
            return true;
        }

        WriteInPieces(bytes);
        return true;
    }

    /// <summary>Room for so many bytes in one piece, of which <see cref="Advance"/> says how many were used; false where that may be too many.</summary>
    public bool TryReserve(int length, out Span<byte> room)
    {
        room = default;
        if (length > Left)
        {
            return false;
        }

        if (_room.Length - _used < length)
        {
            Flush();
            _room = _target.GetRoom(length, Math.Max(length, Left)).Span;
        }

        room = _room.Slice(_used, length);
        return true;
    }

    public void Advance(int count)
    {
        _used += count;
        Left -= count;
    }

    /// <summary>Says what was written; the destination has all of it afterwards.</summary>
    public void Flush()
    {
        if (_used > 0)
        {
            _target.Advance(_used);
        }

        _room = default;
        _used = 0;
    }

    /// <summary>Writes elsewhere from now on, under another bound.</summary>
    /// <returns>What <see cref="EndCapture"/> takes to go on as before.</returns>
    public (PooledBytes Target, int Left) BeginCapture(PooledBytes target, int left)
    {
        Flush();
        var before = (_target, Left);
        (_target, Left) = (target, left);
        return before;
    }

    public void EndCapture((PooledBytes Target, int Left) before)
    {
        Flush();
        (_target, Left) = before;
    }

    private void WriteInPieces(scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_used == _room.Length)
            {
                Flush();
                _room = _target.GetRoom(Math.Min(bytes.Length, LargestPiece), Math.Max(bytes.Length, Left)).Span;
            }

            var count = Math.Min(bytes.Length, _room.Length - _used);
            bytes[..count].CopyTo(_room[_used..]);
            _used += count;
            bytes = bytes[count..];
        }
    }
}
