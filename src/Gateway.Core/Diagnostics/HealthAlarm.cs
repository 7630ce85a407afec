namespace Gateway.Core.Diagnostics;

/// <summary>
/// A part that is degraded by what single requests meet: it stays so until it has been quiet for a while, so that a flood that lets one
/// in ten through does not turn it on and off a thousand times a second. Health is good again when that time is over; the log says so with
/// the next request of the kind.
/// </summary>
internal sealed class HealthAlarm(GatewayHealth health, string part, TimeProvider timeProvider)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly long _quiet = (long)(Quiet.TotalSeconds * timeProvider.TimestampFrequency);
    private readonly Lock _lock = new();
    private long _raisedAt;
    private volatile bool _isRaised;

    /// <summary>Returns true when the part was not degraded before, so that a caller logs once per change.</summary>
    public bool TryRaise(long timestamp, string reason)
    {
        if (_isRaised && !IsQuiet(timestamp))
        {
            Volatile.Write(ref _raisedAt, timestamp);
            return false;
        }

        lock (_lock)
        {
            var wasDegraded = _isRaised && !IsQuiet(timestamp);
            Volatile.Write(ref _raisedAt, timestamp);
            _isRaised = true;
            health.TryDegrade(part, reason, () => IsQuiet(timeProvider.GetTimestamp()));
            return !wasDegraded;
        }
    }

    /// <summary>Called by whom nothing is in the way; returns true when the part was degraded and has been quiet for long enough.</summary>
    public bool TryClear(long timestamp) => _isRaised && IsQuiet(timestamp) && TryClear();

    private bool IsQuiet(long timestamp) => timestamp - Volatile.Read(ref _raisedAt) >= _quiet;

    private bool TryClear()
    {
        lock (_lock)
        {
            _isRaised = false;
            return health.TryRestore(part);
        }
    }
}
