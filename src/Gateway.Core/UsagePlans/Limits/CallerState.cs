using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// What one key has used of one plan. All limits are looked at, then all are written, while the state is held: a refusal by one spends
/// nothing of another, and nobody sees a step in between.
/// </summary>
internal sealed class CallerState(UsagePlan plan, TimeProvider timeProvider) : ICallerUsage
{
    private const long MaxGranted = long.MaxValue / 8;

    private int _held;
    private bool _isEvicted;
    private int _period;
    private long _rateWord;
    private long _used;
    private long _granted;

    public UsagePlan Plan { get; } = plan;

    public Admission TryAdmit(long timestamp, int cost)
    {
        var number = Plan.Calendar?.GetNumber(timestamp) ?? 0;
        Hold();
        var outcome = TakeUnsynchronized(timestamp, cost, number, out var next);
        Release();
        return outcome == AdmissionOutcome.Admitted ? default : new Admission(outcome, GetWait(outcome, timestamp, number, next));
    }

    public QuotaUsage? GetUsage()
    {
        if (Plan.Calendar is not { } calendar)
        {
            return null;
        }

        var number = calendar.GetNumber(timeProvider.GetTimestamp());
        Hold();
        OpenPeriodUnsynchronized(number);
        var (used, limit) = (_used, Plan.QuotaLimit + _granted);
        Release();
        return new QuotaUsage(used, limit, Math.Max(0, limit - used), calendar.GetEnd());
    }

    /// <summary>Starts the current period anew, without what was granted on top.</summary>
    public void ResetQuota()
    {
        Hold();
        _used = 0;
        _granted = 0;
        Release();
    }

    /// <summary>Adds to the limit of the current period only; false when the state was dropped meanwhile.</summary>
    public bool TryExtendQuota(long amount)
    {
        var number = Plan.Calendar?.GetNumber(timeProvider.GetTimestamp()) ?? 0;
        Hold();
        OpenPeriodUnsynchronized(number);
        _granted = Math.Min(_granted + Math.Min(amount, MaxGranted), MaxGranted);
        var isExtended = !_isEvicted;
        Release();
        return isExtended;
    }

    /// <summary>
    /// Marks the state as dropped if a new one would behave the same: bucket full, no quota used. Whoever still holds a reference is
    /// told at the next use.
    /// </summary>
    public bool TryEvict(long timestamp)
    {
        var number = Plan.Calendar?.GetNumber(timestamp) ?? 0;
        Hold();
        OpenPeriodUnsynchronized(number);
        _isEvicted = _isEvicted || (HasNoUsageUnsynchronized() && (Plan.Rate?.IsFull(_rateWord, timestamp) ?? true));
        var isEvicted = _isEvicted;
        Release();
        return isEvicted;
    }

    private AdmissionOutcome TakeUnsynchronized(long timestamp, int cost, int number, out long next)
    {
        next = _rateWord;
        if (_isEvicted)
        {
            return AdmissionOutcome.Evicted;
        }

        OpenPeriodUnsynchronized(number);
        var hasRate = Plan.Rate?.TryTake(_rateWord, timestamp, cost, out next) ?? true;
        if (Plan.Calendar is not null && _used + cost > Plan.QuotaLimit + _granted)
        {
            return AdmissionOutcome.QuotaExceeded;
        }

        if (!hasRate)
        {
            return AdmissionOutcome.RateExceeded;
        }

        _rateWord = next;
        _used += cost;
        return AdmissionOutcome.Admitted;
    }

    /// <summary>The longest wait of all limits; a rate that would fit asks for none.</summary>
    private TimeSpan GetWait(AdmissionOutcome outcome, long timestamp, int number, long next)
    {
        var rateWait = Plan.Rate?.GetWait(next, timestamp) ?? TimeSpan.Zero;
        var quotaWait = outcome == AdmissionOutcome.QuotaExceeded ? Plan.Calendar!.GetWait(number) : TimeSpan.Zero;
        return rateWait > quotaWait ? rateWait : quotaWait;
    }

    // Without a quota there is no period to end, and what was counted means nothing.
    private bool HasNoUsageUnsynchronized() => Plan.Calendar is null || (_used == 0 && _granted == 0);

    // A request that read the number just before the boundary may come after one that read it just after: never back.
    private void OpenPeriodUnsynchronized(int number)
    {
        if (number > _period)
        {
            _period = number;
            _used = 0;
            _granted = 0;
        }
    }

    /// <summary>Held for a few nanoseconds without any call that could wait, so spinning beats a lock object of its own size.</summary>
    private void Hold()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) == 0)
        {
            return;
        }

        var spin = default(SpinWait);
        do
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        while (Volatile.Read(ref _held) != 0 || Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }

    private void Release() => Volatile.Write(ref _held, 0);
}
