using System.Threading.RateLimiting;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>
/// A limiter for the framework's world with the gateway's own rate, burst and quota: for the policies of <c>AddRateLimiter</c>, for
/// outgoing calls, or wherever a <see cref="RateLimiter"/> is asked for. It counts on its own, apart from all usage plans.
/// </summary>
/// <remarks>
/// It has no queue and no timer: <see cref="RateLimiter.AcquireAsync"/> answers at once, as <see cref="RateLimiter.AttemptAcquire"/>
/// does. Permits are spent for good; disposing a lease gives nothing back. A refused lease tells
/// <see cref="MetadataName.RetryAfter"/>, and as <see cref="MetadataName.ReasonPhrase"/> <c>rate</c> or <c>quota</c>, whichever asks for
/// the longer wait. A partitioned limiter that drops idle limiters never drops a count with it.
/// </remarks>
public sealed class GatewayRateLimiter : RateLimiter
{
    private static readonly SharedLimitSet NothingShared = new([]);

    private readonly Lock _idleLock = new();
    private readonly TimeProvider _timeProvider;
    private readonly UsagePlan _plan;
    private readonly CallerState _state;
    private readonly long _mostPermits;
    private long _unusedSince;
    private int _isUsed;
    private long _acquired;
    private long _refused;
    private volatile bool _isDisposed;

    /// <summary>Makes a limiter whose bucket is full and whose quota is unused.</summary>
    /// <param name="options">The limits; read once.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">A limit is out of its range, needs another one, or there is none. The message names it.</exception>
    public GatewayRateLimiter(GatewayRateLimiterOptions options, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _timeProvider = timeProvider ?? TimeProvider.System;
        var setup = new UsagePlanSetup(0, previous: null, new QuotaCalendars(_timeProvider), _timeProvider, version: 0);
        _plan = new UsagePlan(nameof(GatewayRateLimiter), options.ToPlan(), setup);
        _state = new CallerState(nameof(GatewayRateLimiter), hash: 0, _plan, next: null);
        _mostPermits = Math.Min(_plan.Rate?.Burst ?? long.MaxValue, _plan.Calendar is null ? long.MaxValue : _plan.QuotaLimit);
        _unusedSince = _timeProvider.GetTimestamp();
    }

    /// <summary>Gets for how long a new limiter would have answered the same.</summary>
    /// <value>Null while the bucket is not full or a part of the period's quota is used; else the time since.</value>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_idleLock)
            {
                // Taken back before the levels are read, set after permits were taken: so none is overlooked.
                var wasUsed = Interlocked.Exchange(ref _isUsed, 0) != 0;
                var levels = GetLevels();
                if (!levels.IsFull || levels.HasUsedQuota)
                {
                    Volatile.Write(ref _isUsed, 1);
                    return null;
                }

                if (wasUsed)
                {
                    _unusedSince = Math.Max(_unusedSince, GetUnusedSince(levels));
                }

                return _timeProvider.GetElapsedTime(_unusedSince, levels.Timestamp);
            }
        }
    }

    /// <summary>Reads what is left and what was answered so far.</summary>
    /// <returns>The permits that can be had now, no queue, and the answers. Asking for no permit counts as an answer too.</returns>
    /// <exception cref="ObjectDisposedException">The limiter is disposed.</exception>
    public override RateLimiterStatistics GetStatistics()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var levels = GetLevels();
        return new RateLimiterStatistics
        {
            CurrentAvailablePermits = Math.Min(levels.TokensLeft ?? long.MaxValue, levels.QuotaLeft ?? long.MaxValue),
            CurrentQueuedCount = 0,
            TotalSuccessfulLeases = Interlocked.Read(ref _acquired),
            TotalFailedLeases = Interlocked.Read(ref _refused),
        };
    }

    /// <inheritdoc/>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        if (permitCount > _mostPermits)
        {
            throw new ArgumentOutOfRangeException(
                nameof(permitCount),
                permitCount,
                $"{permitCount} permits are more than the {_mostPermits} that the limiter can ever give at once.");
        }

        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var request = new AdmissionRequest(_plan, Override: -1, _timeProvider.GetTimestamp(), Math.Max(1, permitCount), Permits.None);
        var admission = permitCount == 0 ? _state.Check(request, NothingShared) : _state.Admit(request, NothingShared);
        if (admission.Outcome != AdmissionOutcome.Admitted)
        {
            Interlocked.Increment(ref _refused);
            return LimiterLease.Refuse(admission);
        }

        if (permitCount > 0 && Volatile.Read(ref _isUsed) == 0)
        {
            Volatile.Write(ref _isUsed, 1);
        }

        Interlocked.Increment(ref _acquired);
        return LimiterLease.Acquired;
    }

    /// <inheritdoc/>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        Dispose(disposing: true);
        return base.DisposeAsyncCore();
    }

    // Only a state in a table is ever dropped.
    private LimitLevels GetLevels() => _state.GetLevels() ?? throw new InvalidOperationException("A limiter's own state is never dropped.");

    /// <summary>The later of two moments: the bucket became full, the period of an unused quota began.</summary>
    private long GetUnusedSince(in LimitLevels levels)
    {
        var full = _plan.Rate?.GetFullTimestamp(levels.Word) ?? long.MinValue;
        var opened = _plan.Calendar is { } calendar
            ? levels.Timestamp - (long)(calendar.GetElapsed().TotalSeconds * _timeProvider.TimestampFrequency)
            : long.MinValue;
        return Math.Min(Math.Max(full, opened), levels.Timestamp);
    }
}
