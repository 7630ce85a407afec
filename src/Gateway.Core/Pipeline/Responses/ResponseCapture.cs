using System.Buffers;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Pipeline.Responses;

/// <summary>
/// One step's hold on the handler's response: what is written after <see cref="Begin(GatewayFeature, long, ResponseOverflow, Predicate{IHttpResponseFeature})"/> stays here
/// until <see cref="EndAsync"/>, so that the step can look at it and replace it. Steps inside one another share one buffer, and the
/// outermost sends it.
/// </summary>
/// <remarks>
/// A step that began ends: by <see cref="EndAsync"/>, or by <see cref="Discard"/> where the rest of the way threw or where the step answers
/// itself. A refusal by the gateway's rejection writer discards on its own.
/// </remarks>
internal readonly struct ResponseCapture
{
    private readonly HeldResponse? _held;
    private readonly long _maxBytes;
    private readonly ResponseOverflow _overflow;
    private readonly Predicate<IHttpResponseFeature>? _isFor;
    private readonly bool _isOutermost;

    private ResponseCapture(
        HeldResponse? held, long maxBytes, ResponseOverflow overflow, Predicate<IHttpResponseFeature>? isFor, bool isOutermost)
    {
        _held = held;
        _maxBytes = maxBytes;
        _overflow = overflow;
        _isFor = isFor;
        _isOutermost = isOutermost;
    }

    /// <summary>
    /// The response as this step may have it: where steps hold back different amounts, each is told by its own. As long as one refuses what
    /// is too large, nothing is passed on for its size, and the most that one of those who refuse wants is held; else the most of all.
    /// </summary>
    public ResponseCaptureState State
    {
        get
        {
            var state = _held?.State ?? ResponseCaptureState.PassedThrough;
            return state != ResponseCaptureState.Captured ? state
                : !_held!.IsWantedBy(_isFor) ? ResponseCaptureState.NotWanted
                : _held.Bytes.Length <= _maxBytes ? state
                : _overflow == ResponseOverflow.Refuse ? ResponseCaptureState.TooLarge
                : ResponseCaptureState.PassedThrough;
        }
    }

    /// <summary>What the handler wrote, or what replaced it. Valid until the capture ends or the bytes are replaced.</summary>
    public ReadOnlySequence<byte> Bytes => _held?.Bytes ?? default;

    /// <summary>Whether there was more than this step holds back, where that is why it does not have it.</summary>
    public bool IsOverCap => _held is not null && (_held.IsOverCap || _held.Bytes.Length > _maxBytes);

    /// <param name="feature">The request's data.</param>
    /// <param name="maxBytes">The most that is held back.</param>
    /// <param name="overflow">What becomes of a response with more.</param>
    /// <param name="isFor">
    /// The handler's responses that the step is for, by status and headers; null for all. One that no step is for passes through, however large.
    /// </param>
    public static ResponseCapture Begin(
        GatewayFeature feature, long maxBytes, ResponseOverflow overflow, Predicate<IHttpResponseFeature>? isFor = null) =>
        Begin(feature, maxBytes, overflow, ArrayPool<byte>.Shared, isFor);

    public static ResponseCapture Begin(
        GatewayFeature feature, long maxBytes, ResponseOverflow overflow, ArrayPool<byte> pool, Predicate<IHttpResponseFeature>? isFor = null)
    {
        var held = feature.HeldResponse is { IsInForce: true } outer ? outer : null;
        var isOutermost = held is null;
        if (held is null)
        {
            var response = feature.Response;
            held = response.HasStarted ? null : HeldResponse.Install(feature, response, pool);
        }

        held?.Share(maxBytes, overflow, isFor);
        return new(held, maxBytes, overflow, isFor, isOutermost);
    }

    /// <summary>
    /// The rest of the way has returned: before a step looks at the response. What is still written to it is refused, be it by a handler that
    /// has not awaited its writes or by a step in between.
    /// </summary>
    public void Close() => _held?.Close();

    /// <summary>Answers in the handler's place. Nothing that it has set for its own response goes out with another, as with ASP.NET Core's exception handler.</summary>
    public Task RefuseAsync(GatewayContext gateway, RejectionReason reason)
    {
        Discard();
        var context = gateway.HttpContext;
        context.Response.Clear();
        if (context.Features[typeof(IHttpResponseTrailersFeature)] is IHttpResponseTrailersFeature { Trailers.IsReadOnly: false } trailers)
        {
            trailers.Trailers.Clear();
        }

        return gateway.RejectAsync(reason);
    }

    /// <summary>
    /// Puts other bytes in the place of what is held, and takes them over. What the handler said of its own bytes goes: an <c>ETag</c>
    /// becomes weak, digests and <c>Accept-Ranges</c> are removed; <c>Content-Type</c> is the caller's to set.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is nothing whole that could be replaced.</exception>
    public void Replace(PooledBytes bytes)
    {
        if (_held is null)
        {
            throw HeldResponse.CreateNotHeldException();
        }

        _held.Replace(bytes);
    }

    /// <summary>
    /// Drops what is held, for every step that holds it: what is written from now on goes out. Headers and status stay as the handler set
    /// them. Nothing where the capture has ended.
    /// </summary>
    public void Discard() => _held?.Discard();

    /// <summary>
    /// The step has done its part. The outermost sends what is held, with a <c>Content-Length</c> of its own; a step inside leaves it.
    /// </summary>
    public Task EndAsync() => _isOutermost && _held is not null ? _held.EndAsync() : Task.CompletedTask;
}
