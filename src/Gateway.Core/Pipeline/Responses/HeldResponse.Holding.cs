using System.Buffers;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Pipeline.Responses;

/// <content>What is written while it is held back.</content>
internal sealed partial class HeldResponse
{
    private const int ScratchBytes = 4 * 1024;

    private readonly ArrayPool<byte> _pool;
    private byte[]? _scratch;
    private int _lent;
    private long _unflushed;

    /// <summary>What was written to the writer since it was flushed.</summary>
    public long UnflushedBytes
    {
        get
        {
            lock (_lock)
            {
                if (_phase != Phase.Passing)
                {
                    return _unflushed;
                }
            }

            return _original.Writer.UnflushedBytes;
        }
    }

    /// <summary>False where the bytes have to go to the client, after what is held.</summary>
    private bool TryHold(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            var phase = TouchForWritingUnsynchronized();
            if (phase is Phase.MustPass or Phase.Passing)
            {
                return false;
            }

            _unflushed = 0;
            ReturnRoomUnsynchronized();
            if (phase == Phase.TooLarge || !FitsUnsynchronized(bytes.Length))
            {
                return _phase == Phase.TooLarge;
            }

            GetBytesUnsynchronized().Write(bytes, _maxBytes - BytesHeldUnsynchronized);
            return true;
        }
    }

    /// <summary>Null where the writer of the original has to give it.</summary>
    private Memory<byte>? TryGetMemory(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        lock (_lock)
        {
            switch (CheckWritableUnsynchronized())
            {
                case Phase.Passing:
                    return null;
                case Phase.TooLarge:
                    // Not of the pool: what is written into it is never looked at, and may be written at any time.
                    if (_scratch is null || _scratch.Length < sizeHint)
                    {
                        _scratch = new byte[Math.Max(ScratchBytes, sizeHint)];
                    }

                    _lent = _scratch.Length;
                    return _scratch;
                default:
                    // One byte more than fits, so that there is always room, and what is too much is noticed.
                    var most = _refuses ? _maxBytes - BytesHeldUnsynchronized + 1 : long.MaxValue;
                    var bytes = GetBytesUnsynchronized();
                    var memory = bytes.GetRoom(sizeHint, most);
                    bytes.IsRoomLent = true;
                    _lent = memory.Length;
                    return memory;
            }
        }
    }

    /// <summary>False where the writer of the original has to.</summary>
    private bool TryAdvance(int count)
    {
        lock (_lock)
        {
            var phase = TouchForWritingUnsynchronized();
            if (phase == Phase.Passing)
            {
                return false;
            }

            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _lent);
            var left = _lent - count;
            ReturnRoomUnsynchronized();
            _lent = left;
            if (phase == Phase.TooLarge || count == 0)
            {
                return true;
            }

            _unflushed += count;
            _bytes!.Advance(count);
            if (phase == Phase.Holding)
            {
                FitsUnsynchronized(0);
            }

            return true;
        }
    }

    /// <summary>Whoever goes on has no more use for the room that he was given.</summary>
    private void ReturnRoomUnsynchronized()
    {
        _lent = 0;
        if (_bytes is not null)
        {
            _bytes.IsRoomLent = false;
        }
    }

    private long BytesHeldUnsynchronized => _bytes?.Length ?? 0;

    private PooledBytes GetBytesUnsynchronized() => _bytes ??= new PooledBytes(_pool);

    /// <summary>Goes to the next phase where there is more than is held back.</summary>
    private bool FitsUnsynchronized(long more)
    {
        if (BytesHeldUnsynchronized + more <= _maxBytes)
        {
            return true;
        }

        _isOverCap = true;
        if (_refuses)
        {
            _phase = Phase.TooLarge;
            _bytes?.Dispose();
            _bytes = null;
            _unflushed = _lent = 0;
        }
        else
        {
            _phase = Phase.MustPass;
        }

        return false;
    }
}
