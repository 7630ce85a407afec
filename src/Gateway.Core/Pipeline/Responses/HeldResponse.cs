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
/// The lock, and <see cref="Close"/>, are for handlers that write on after they have returned: their bytes must neither fall into memory that
/// was given back meanwhile, nor change what a step looks at.
/// </remarks>
internal sealed partial class HeldResponse
{
    private readonly Lock _lock = new();
    private readonly GatewayFeature _gateway;
    private readonly HttpContext _context;
    private readonly IHttpResponseFeature _response;
    private readonly IHttpResponseBodyFeature _original;
    private Phase _phase;
    private PooledBytes? _bytes;
    private Hold? _holds;
    private long _maxBytes;
    private bool _refuses;
    private bool _isTouched;
    private bool _isOverCap;
    private bool _isReplaced;
    private bool _isClosed;

    private HeldResponse(
        GatewayFeature gateway, IHttpResponseFeature response, IHttpResponseBodyFeature original, ArrayPool<byte> pool)
    {
        _gateway = gateway;
        _context = gateway.HttpContext;
        _response = response;
        _original = original;
        Outer = gateway.HeldResponse;
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

    /// <summary>Whether more was written than is held back.</summary>
    public bool IsOverCap
    {
        get
        {
            lock (_lock)
            {
                return _isOverCap;
            }
        }
    }

    public static HeldResponse Install(GatewayFeature gateway, IHttpResponseFeature response, ArrayPool<byte> pool)
    {
        var features = gateway.HttpContext.Features;
        var original = (IHttpResponseBodyFeature)features[typeof(IHttpResponseBodyFeature)]!;
        var held = new HeldResponse(gateway, response, original, pool);
        features[typeof(IHttpResponseBodyFeature)] = held;
        gateway.HeldResponse = held;
        return held;
    }

    public static InvalidOperationException CreateNotHeldException() => new("The response is not held back as a whole.");

    /// <summary>One more step holds the response.</summary>
    /// <param name="maxBytes">The most that it wants.</param>
    /// <param name="overflow">What becomes of more.</param>
    /// <param name="isFor">The responses that it is for, by status and headers; null for all.</param>
    public void Share(long maxBytes, ResponseOverflow overflow, Predicate<IHttpResponseFeature>? isFor)
    {
        lock (_lock)
        {
            _holds = new Hold(maxBytes, overflow == ResponseOverflow.Refuse, isFor, _holds);
            SettleUnsynchronized(isDecided: _isTouched);
        }
    }

    /// <summary>
    /// The handler has returned: it is decided now whether the response is held back, whatever a step makes of its status, and what is
    /// still written to it is refused.
    /// </summary>
    public void Close()
    {
        lock (_lock)
        {
            if (!_isClosed && _phase == Phase.Holding)
            {
                TouchUnsynchronized();
            }

            _isClosed = true;
        }
    }

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

    /// <summary>What is written, flushed or started first decides whether the response is one that is held back.</summary>
    private Phase TouchUnsynchronized()
    {
        ThrowIfOverUnsynchronized();
        if (_phase == Phase.Holding && MustPassUnsynchronized())
        {
            _phase = Phase.MustPass;
        }

        if (!_isTouched)
        {
            _isTouched = true;
            SettleUnsynchronized(isDecided: true);
        }

        return _phase;
    }

    private Phase TouchForWritingUnsynchronized()
    {
        CheckWritableUnsynchronized();
        return TouchUnsynchronized();
    }

    private void ThrowIfOverUnsynchronized() =>
        ObjectDisposedException.ThrowIf(_phase == Phase.Over || (_isClosed && _phase != Phase.Passing), typeof(HttpResponse));

    private Phase CheckWritableUnsynchronized()
    {
        ThrowIfOverUnsynchronized();
        return !_isCompletionAsked || _phase == Phase.Passing
            ? _phase
            : throw new InvalidOperationException("Writing is not allowed after the response was completed.");
    }

    /// <summary>How much is held, by those that the response is for.</summary>
    /// <param name="isDecided">Whether the handler has decided on status and headers.</param>
    private void SettleUnsynchronized(bool isDecided)
    {
        (_maxBytes, _refuses) = (0, false);
        for (var hold = _holds; hold is not null; hold = hold.Next)
        {
            if (!isDecided || IsWantedBy(hold.IsFor))
            {
                _maxBytes = hold.Refuses == _refuses ? Math.Max(_maxBytes, hold.MaxBytes) : hold.Refuses ? hold.MaxBytes : _maxBytes;
                _refuses |= hold.Refuses;
            }
        }
    }

    // One that has started did so without us: an upgrade, an extended CONNECT, somebody who had kept the server's own stream.
    private bool MustPassUnsynchronized() =>
        _response.HasStarted
        || (!_isTouched && (ResponseBodyHeaders.IsStreamed(_response.Headers.ContentType) || !IsWantedUnsynchronized()));

    private bool IsWantedUnsynchronized()
    {
        var hold = _holds;
        while (hold is not null && !IsWantedBy(hold.IsFor))
        {
            hold = hold.Next;
        }

        return hold is not null;
    }

    public bool IsWantedBy(Predicate<IHttpResponseFeature>? isFor) => isFor is null || isFor(_response);

    private sealed record Hold(long MaxBytes, bool Refuses, Predicate<IHttpResponseFeature>? IsFor, Hold? Next);
}
