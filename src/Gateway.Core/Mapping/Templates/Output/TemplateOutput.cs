using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping.Templates.Output;

/// <summary>Writes into pooled memory, up to a bound. A capture takes the place of the destination until it ends.</summary>
internal ref struct TemplateOutput
{
    private const int LargestPiece = 16 * 1024;

    private readonly PooledBytes _destination;
    private readonly int _maxBytes;
    private PooledBytes _target;
    private Span<byte> _room;
    private int _used;

    public TemplateOutput(PooledBytes destination, int maxBytes)
    {
        _target = _destination = destination;
        Left = _maxBytes = maxBytes;
    }

    /// <summary>How many bytes may still be written.</summary>
    public int Left { get; private set; }

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

    /// <summary>Room for so many bytes in one piece; <see cref="Advance"/> says how many were used. False where that may be too many.</summary>
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

    /// <summary>Writes elsewhere from now on. Captures within each other are bounded as the output is, together.</summary>
    /// <returns>What <see cref="EndCapture"/> takes to go on as before.</returns>
    public (PooledBytes Target, int Left) BeginCapture(PooledBytes target)
    {
        Flush();
        var before = (_target, Left);
        (_target, Left) = (target, ReferenceEquals(_target, _destination) ? _maxBytes : Left);
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
