using System.Buffers;
using Gateway.Core.Pipeline.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Responses;

/// <summary>
/// The handler's response while it is held back, in the place of the server's. A fresh object per request: whoever keeps its stream or
/// writer beyond the end gets an <see cref="ObjectDisposedException"/>, as from the server, and never reaches another response.
/// </summary>
/// <remarks>
/// The lock is for handlers that write on after they have returned: their bytes must not fall into memory that was given back meanwhile.
/// </remarks>
internal sealed partial class HeldResponse
{
    private const int ScratchBytes = 4 * 1024;

    private readonly Lock _lock = new();
    private readonly GatewayFeature _gateway;
    private readonly HttpContext _context;
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _original;
    private readonly ArrayPool<byte> _pool;
    private Phase _phase;
    private PooledBytes? _bytes;
    private byte[]? _scratch;
    private long _maxBytes;
    private bool _refuses;
    private bool _isTouched;
    private bool _isReplaced;
    private int _lent;
    private long _unflushed;

    private HeldResponse(
        GatewayFeature gateway, IHttpResponseFeature response, IHttpResponseBodyFeature original, long maxBytes, ResponseOverflow overflow,
        Predicate<GatewayFeature>? isWanted, ArrayPool<byte> pool)
    {
        _gateway = gateway;
        _context = gateway.HttpContext;
        _response = response;
        _original = original;
        Outer = gateway.HeldResponse;
        _maxBytes = maxBytes;
        _refuses = overflow == ResponseOverflow.Refuse;
        _isWanted = isWanted;
        _pool = pool;
    }

    private enum Phase
    {
        Holding,

        // What is held goes out before anything else does, at the next call that can wait for it.
        MustPass,
        Passing,
        TooLarge,
        Over,
    }

    /// <summary>What an outer step holds of what another body in between lets through; null mostly.</summary>
    public HeldResponse? Outer { get; }

    /// <summary>Whether what is written now comes here first; false where somebody has put a body of his own before it.</summary>
    public bool IsInForce => ReferenceEquals(_context.Features[typeof(IHttpResponseBodyFeature)], this);

    public ResponseCaptureState State
    {
        get
        {
            lock (_lock)
            {
                return _phase switch
                {
                    Phase.Holding when !MustPassUnsynchronized() => ResponseCaptureState.Captured,
                    Phase.TooLarge => ResponseCaptureState.TooLarge,
                    Phase.Over => ResponseCaptureState.Discarded,
                    _ => ResponseCaptureState.PassedThrough,
                };
            }
        }
    }

    public ReadOnlySequence<byte> Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes?.Bytes ?? default;
            }
        }
    }

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

    public static HeldResponse Install(
        GatewayFeature gateway, IHttpResponseFeature response, long maxBytes, ResponseOverflow overflow, Predicate<GatewayFeature>? isWanted,
        ArrayPool<byte> pool)
    {
        var features = gateway.HttpContext.Features;
        var original = (IHttpResponseBodyFeature)features[typeof(IHttpResponseBodyFeature)]!;
        var held = new HeldResponse(gateway, response, original, maxBytes, overflow, isWanted, pool);
        features[typeof(IHttpResponseBodyFeature)] = held;
        gateway.HeldResponse = held;
        return held;
    }

    public static InvalidOperationException CreateNotHeldException() => new("The response is not held back as a whole.");

    public void Replace(PooledBytes bytes)
    {
        lock (_lock)
        {
            if (_phase != Phase.Holding || MustPassUnsynchronized())
            {
                throw CreateNotHeldException();
            }

            if (!ReferenceEquals(_bytes, bytes))
            {
                _bytes?.Dispose();
                _bytes = bytes;
            }

            _isReplaced = true;
            _lent = 0;
        }

        ResponseBodyHeaders.ForgetWhatDescribesOtherBytes(_response.Headers);
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

            _unflushed = _lent = 0;
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
                    var memory = GetBytesUnsynchronized().GetRoom(sizeHint, most);
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
            _lent -= count;
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

    private long BytesHeldUnsynchronized => _bytes?.Length ?? 0;

    private PooledBytes GetBytesUnsynchronized() => _bytes ??= new PooledBytes(_pool);

    /// <summary>Goes to the next phase where there is more than is held back.</summary>
    private bool FitsUnsynchronized(long more)
    {
        if (BytesHeldUnsynchronized + more <= _maxBytes)
        {
            return true;
        }

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

    /// <summary>What is written, flushed or started first decides whether the response is one that is held back.</summary>
    private Phase TouchUnsynchronized()
    {
        ObjectDisposedException.ThrowIf(_phase == Phase.Over, typeof(HttpResponse));
        if (_phase == Phase.Holding && MustPassUnsynchronized())
        {
            _phase = Phase.MustPass;
        }

        _isTouched = true;
        return _phase;
    }

    private Phase TouchForWritingUnsynchronized()
    {
        CheckWritableUnsynchronized();
        return TouchUnsynchronized();
    }

    private Phase CheckWritableUnsynchronized()
    {
        ObjectDisposedException.ThrowIf(_phase == Phase.Over, typeof(HttpResponse));
        return !_isCompletionAsked || _phase == Phase.Passing
            ? _phase
            : throw new InvalidOperationException("Writing is not allowed after the response was completed.");
    }
}
