using System.Buffers;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>Bytes in memory of a pool, in chunks that grow: nothing is copied when there are more of them than expected.</summary>
internal sealed class PooledBytes(ArrayPool<byte> pool) : IBufferWriter<byte>, IDisposable
{
    private const int FirstChunk = 4 * 1024;
    private const int LargestChunk = 64 * 1024;

    private Chunk? _first;
    private Chunk? _last;

    public long Length { get; private set; }

    /// <summary>
    /// Whether somebody may write into the room that he was given without saying so any more. It is then left to the garbage collector, and
    /// never given to another.
    /// </summary>
    public bool IsRoomLent { get; set; }

    private int Left => _last is null ? 0 : _last.Array.Length - _last.Used;

    private int NextSize => _last is null ? FirstChunk : Math.Min(_last.Array.Length * 2, LargestChunk);

    /// <summary>Valid until <see cref="Dispose"/>.</summary>
    public ReadOnlySequence<byte> Bytes => _first is null ? default : new(_first, 0, _last!, _last!.Used);

    /// <summary>Room for at least one more byte, and for <paramref name="most"/> at most.</summary>
    public Span<byte> GetRoom(long most)
    {
        if (Left == 0)
        {
            Append(Math.Min(NextSize, most));
        }

        var room = _last!.Array.AsSpan(_last.Used);
        return room.Length > most ? room[..(int)most] : room;
    }

    /// <summary>Room for <paramref name="least"/> bytes in one piece; new memory for it is not larger than <paramref name="most"/> without need.</summary>
    public Memory<byte> GetRoom(int least, long most)
    {
        if (Left < Math.Max(1, least))
        {
            Append(Math.Max(Math.Max(1, least), Math.Min(NextSize, most)));
        }

        return _last!.Array.AsMemory(_last.Used);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => GetRoom(sizeHint, long.MaxValue);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Copies the bytes; they, and what may follow, are <paramref name="most"/> at most.</summary>
    public void Write(ReadOnlySpan<byte> bytes, long most)
    {
        var end = Length + most;
        while (!bytes.IsEmpty)
        {
            var room = GetRoom(end - Length);
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            Advance(count);
            bytes = bytes[count..];
        }
    }

    /// <summary>Says that so many bytes of the room are used.</summary>
    public void Advance(int count)
    {
        _last!.Use(count);
        Length += count;
    }

    public void Dispose()
    {
        var chunk = _first;
        _first = _last = null;
        Length = 0;
        for (; chunk is not null; chunk = (Chunk?)chunk.Next)
        {
            if (!IsRoomLent || chunk.Next is not null)
            {
                pool.Return(chunk.Array);
            }
        }
    }

    private void Append(long size)
    {
        var chunk = new Chunk(pool.Rent((int)size), Length);
        _last?.Append(chunk);
        _first ??= chunk;
        _last = chunk;
    }

    private sealed class Chunk : ReadOnlySequenceSegment<byte>
    {
        public Chunk(byte[] array, long runningIndex)
        {
            Array = array;
            RunningIndex = runningIndex;
        }

        public byte[] Array { get; }

        public int Used { get; private set; }

        public void Append(Chunk next) => Next = next;

        public void Use(int count)
        {
            Used += count;
            Memory = Array.AsMemory(0, Used);
        }
    }
}
