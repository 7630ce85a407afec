using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.ObjectPool;

namespace Gateway.Core.Pipeline;

/// <summary>
/// One request's data, used again: kept by the connection where the server offers that, else pooled. User code never holds it: it
/// holds <see cref="GatewayContext"/>, which names a version, or the immutable objects in here. Only leaf objects are kept, never a
/// whole set of definitions, so that a long connection keeps no old set alive.
/// </summary>
internal sealed partial class GatewayFeature(TimeProvider timeProvider, ObjectPool<GatewayFeature>? pool)
{
    private long _timestamp;
    private bool _hasTimestamp;
    private bool _isActive;
    private int _version;
    private bool _isHolding;
    private IHeaderDictionary? _requestHeaders;
    private IPermitHolder? _permitHolder;
    private IDisposable? _lease;

    public HttpContext HttpContext { get; private set; } = null!;

    public GatewayEndpoint Endpoint { get; set; } = null!;

    public GatewayStage Stage { get; set; } = null!;

    public CallerIdentity? Identity { get; set; }

    public GatewayCaller? Caller { get; set; }

    public string? RequestId { get; set; }

    public RejectionReason? Rejection { get; set; }

    public RejectionDetail? RejectionDetail { get; set; }

    /// <summary>Whether every step has let the request pass.</summary>
    public bool HasReachedHandler { get; set; }

    /// <summary>Whether there is nothing more to map: the response has the caller's shape already, or is not the handler's.</summary>
    public bool IsResponseMapped { get; set; }

    /// <summary>The rest of the way, where a step has to know later how it ended.</summary>
    public Task? Handling { get; set; }

    /// <summary>What runs after the last step where that differs per request (an MVC filter's continuation).</summary>
    public Func<Task>? Continuation { get; set; }

    /// <summary>What the request holds until it ends.</summary>
    public Permits Permits { get; private set; }

    public int Version => Volatile.Read(ref _version);

    /// <summary>
    /// One clock reading for a whole synchronous stretch. Whoever awaits something that did not complete at once calls
    /// <see cref="ForgetTimestamp"/>: deciding on the time of arrival would let a stalled crowd through together.
    /// </summary>
    public long Timestamp
    {
        get
        {
            if (!_hasTimestamp)
            {
                _timestamp = timeProvider.GetTimestamp();
                _hasTimestamp = true;
            }

            return _timestamp;
        }
    }

    /// <summary>Gives permits and lease back when the request ends, however it ends.</summary>
    public void HoldUntilTheEnd(IPermitHolder holder, Permits permits, IDisposable? lease)
    {
        _isHolding = true;
        _permitHolder = holder;
        Permits = permits;
        _lease = lease;
    }

    /// <summary>What is held beside permits, for an owner that gives it back in the feature's place.</summary>
    public IDisposable? TakeLease()
    {
        var lease = _lease;
        _lease = null;
        return lease;
    }

    public IHeaderDictionary RequestHeaders => _requestHeaders ??= GetRequestHeaders(HttpContext);

    public IHttpResponseFeature Response => (IHttpResponseFeature)HttpContext.Features[typeof(IHttpResponseFeature)]!;

    // By the indexer throughout: Get<T> is a generic virtual method, and setting a feature makes HttpContext ask for all of its own again.
    private static IHeaderDictionary GetRequestHeaders(HttpContext context) =>
        ((IHttpRequestFeature)context.Features[typeof(IHttpRequestFeature)]!).Headers;

    public static GatewayFeature? Find(IFeatureCollection features) =>
        (GatewayFeature?)features[typeof(GatewayFeature)] ?? (FindKept(features) is { _isActive: true } kept ? kept : null);

    /// <summary>The one that the connection keeps for its requests, which run one after the other; null when it keeps none yet.</summary>
    public static GatewayFeature? FindKept(IFeatureCollection features) =>
        FindConnectionState(features) is { } connection && connection.TryGetValue(typeof(GatewayFeature), out var kept)
            ? (GatewayFeature?)kept
            : null;

    /// <summary>What the connection keeps for its requests; null where the server offers nothing of the kind.</summary>
    public static IDictionary<object, object?>? FindConnectionState(IFeatureCollection features) =>
        (features[typeof(IPersistentStateFeature)] as IPersistentStateFeature)?.State;

    /// <summary>From now on the connection keeps it. Unlike a feature that is set, it does not make HttpContext ask for all of its own again.</summary>
    public void KeepIn(IDictionary<object, object?> connection) => connection[typeof(GatewayFeature)] = this;

    public void AddTo(IFeatureCollection features) => features[typeof(GatewayFeature)] = this;

    public void ForgetTimestamp() => _hasTimestamp = false;

    public void Begin(HttpContext context, GatewayEndpoint endpoint, GatewayStage stage)
    {
        HttpContext = context;
        Endpoint = endpoint;
        Stage = stage;
        _isActive = true;
    }

    public bool IsActive => _isActive;

    /// <summary>Whether this is the data of that request, and the request is not over.</summary>
    public bool BelongsTo(HttpContext context) => _isActive && ReferenceEquals(HttpContext, context);

    /// <summary>
    /// Called when the response is complete, not when the wrapper returns: an outer middleware reads on until then. Every
    /// <see cref="GatewayContext"/> of the request becomes invalid first; then nothing of the request is kept, so that nothing
    /// holds an ended one.
    /// </summary>
    public void End()
    {
        Volatile.Write(ref _version, _version + 1);
        Volatile.WriteBarrier();
        _isActive = false;
        EndResponse();
        _hasTimestamp = false;
        HasReachedHandler = false;
        IsResponseMapped = false;
        Handling = null;
        HttpContext = null!;
        _requestHeaders = null;
        Identity = null;
        Caller = null;
        EndAuthorizers();
        RequestId = null;
        Rejection = null;
        RejectionDetail = null;
        Continuation = null;
        if (_isHolding)
        {
            ReturnHeld();
        }

        pool?.Return(this);
    }

    private void ReturnHeld()
    {
        var (holder, permits, lease) = (_permitHolder, Permits, _lease);
        _isHolding = false;
        _permitHolder = null;
        Permits = Permits.None;
        _lease = null;
        holder?.Return(permits);
        lease?.Dispose();
    }
}
