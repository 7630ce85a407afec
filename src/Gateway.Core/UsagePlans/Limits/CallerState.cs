using System.Threading.RateLimiting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>
/// What one key has used of one plan, and its own node in the table of all states. All limits are looked at, then all are written,
/// while the state is held: a refusal by one spends nothing of another, and nobody sees a step in between.
/// </summary>
internal sealed partial class CallerState(string keyId, int hash, UsagePlan plan, CallerState? next)
    : ICallerUsage, ILimitLevels, IPermitHolder
{
    private const long MaxGranted = long.MaxValue / 8;

    // In the order of use; with the object's header the fields fill 80 bytes.
    private int _held;
    private int _period;
    private UsagePlan _plan = plan;
    private long _rateWord;
    private long _used;

    /// <summary>Of an evicted state its table, where whoever still holds the state finds the one that took its place.</summary>
    private object? _extras;

    private bool _isEvicted;

    public string KeyId { get; } = keyId;

    public int Hash { get; } = hash;

    public CallerState? Next { get; set; } = next;

    /// <summary>The newest version of the plan that a request brought.</summary>
    public UsagePlan Plan => Volatile.Read(ref _plan);

    private CallerStateExtras? Extras => _extras as CallerStateExtras;

    /// <summary>Charges the request to all limits, or to none of them.</summary>
    public Admission Admit(in AdmissionRequest request, SharedLimitSet shared)
    {
        var number = request.Plan.Calendar?.GetNumber(request.Timestamp) ?? 0;
        if (request.Plan.NeedsExtras)
        {
            return AdmitWithExtras(request, number, shared);
        }

        Hold();
        var outcome = TakeOwnUnsynchronized(request, number, out var next);
        var admission = new Admission(outcome);
        if (outcome == AdmissionOutcome.Admitted && (shared.Count == 0 || shared.TryTake(request.Timestamp, request.Cost, out admission)))
        {
            _rateWord = next;
            _used += request.Cost;
            Release();
            return admission;
        }

        var spent = FindOwnWaitUnsynchronized(request, ref admission, out var period);
        Release();
        FindOtherWaits(request, shared, spent, period, ref admission);
        return admission;
    }

    /// <summary>
    /// Marks the state as dropped if a new one would behave the same: bucket full, no quota used, nothing open. Whoever still holds a
    /// reference is told at the next use.
    /// </summary>
    /// <param name="table">Where the state that takes its place is found.</param>
    /// <param name="timestamp">Now.</param>
    /// <param name="limiter">To be disposed when nobody finds the state any more, because that is code of the app, which may throw.</param>
    public bool TryEvict(CallerStateTable table, long timestamp, out RateLimiter? limiter)
    {
        limiter = null;
        HoldInPeriod(timestamp);
        try
        {
            if (!_isEvicted && IsLikeNewUnsynchronized(timestamp))
            {
                limiter = Extras?.Limiter;
                _isEvicted = true;
                _extras = table;
            }

            return _isEvicted;
        }
        finally
        {
            Release();
        }
    }

    /// <summary>The state's own limits; <paramref name="next"/> is the rate's word to store if all others admit too and the request costs something.</summary>
    private AdmissionOutcome TakeOwnUnsynchronized(in AdmissionRequest request, int number, out long next)
    {
        next = _rateWord;
        if (_isEvicted)
        {
            return AdmissionOutcome.Evicted;
        }

        var plan = _plan;
        if (!ReferenceEquals(plan, request.Plan))
        {
            (plan, number) = AdoptUnsynchronized(request.Plan, request.Timestamp, number);
            next = _rateWord;
        }

        OpenPeriodUnsynchronized(number);
        if (request.Cost == 0)
        {
            return AdmissionOutcome.Admitted;
        }

        var rate = plan.Rate;
        var word = _rateWord;
        if (request.Override >= 0)
        {
            word = GetRateUnsynchronized(request.Override, out rate);
        }

        if (rate is not null && !rate.TryTake(word, request.Timestamp, request.Cost, out next))
        {
            return AdmissionOutcome.RateExceeded;
        }

        return HasQuotaUnsynchronized(plan, request.Cost) ? AdmissionOutcome.Admitted : AdmissionOutcome.QuotaExceeded;
    }

    private bool HasQuotaUnsynchronized(UsagePlan plan, int cost) =>
        plan.Calendar is null || _used + cost <= plan.QuotaLimit + (Extras?.Granted ?? 0);

    /// <summary>
    /// Moves to a newer version of the plan: levels are carried over in proportion, what was used of a quota of the same kind of period is
    /// kept. A request that began under an older version than the state has is held to the newer one.
    /// </summary>
    private (UsagePlan Plan, int Number) AdoptUnsynchronized(UsagePlan newest, long timestamp, int number)
    {
        var old = _plan;
        if (newest.Version <= old.Version)
        {
            // Only what overlaps a change of the quota's kind of period asks the calendar under the hold.
            return (old, ReferenceEquals(old.Calendar, newest.Calendar) ? number : old.Calendar?.GetNumber(timestamp) ?? 0);
        }

        _rateWord = CarryOver(_rateWord, old.Rate, newest.Rate, timestamp);
        if (Extras is { } extras)
        {
            extras.Reserve(newest.OverrideCount);
            for (var i = 0; i < extras.OverrideWords.Length; i++)
            {
                extras.OverrideWords[i] = CarryOver(extras.OverrideWords[i], old.GetOverride(i), newest.GetOverride(i), timestamp);
            }
        }

        if (!ReferenceEquals(old.Calendar, newest.Calendar))
        {
            ClearQuotaUnsynchronized();
            _period = number;
        }

        Volatile.Write(ref _plan, newest);
        return (newest, number);
    }

    private static long CarryOver(long word, RateLimit? old, RateLimit? newest, long timestamp) => (old, newest) switch
    {
        (null, _) or (_, null) => 0,
        _ when ReferenceEquals(old, newest) => word,
        _ => newest.Convert(word, old, timestamp),
    };

    private bool IsLikeNewUnsynchronized(long timestamp)
    {
        // Without a quota there is no period to end, and what was counted means nothing.
        var hasUsage = _plan.Calendar is not null && _used != 0;
        if (hasUsage || !(_plan.Rate?.IsFull(_rateWord, timestamp) ?? true) || Extras is { IsIdle: false })
        {
            return false;
        }

        for (var i = 0; i < (Extras?.OverrideWords.Length ?? 0); i++)
        {
            if (!(_plan.GetOverride(i)?.IsFull(Extras!.OverrideWords[i], timestamp) ?? true))
            {
                return false;
            }
        }

        return true;
    }

    // A request that read the number just before the boundary may come after one that read it just after: never back.
    private void OpenPeriodUnsynchronized(int number)
    {
        if (number > _period)
        {
            _period = number;
            ClearQuotaUnsynchronized();
        }
    }

    private void ClearQuotaUnsynchronized()
    {
        _used = 0;
        if (Extras is { } extras)
        {
            extras.Granted = 0;
        }
    }

    /// <summary>
    /// Holds the state in the period that runs now. The number is read before, because a calendar may wait for a lock; a request that
    /// moves the state to periods of another kind meanwhile makes it meaningless.
    /// </summary>
    private void HoldInPeriod(long timestamp)
    {
        while (true)
        {
            var calendar = Plan.Calendar;
            var number = calendar?.GetNumber(timestamp) ?? 0;
            Hold();
            if (ReferenceEquals(calendar, _plan.Calendar))
            {
                OpenPeriodUnsynchronized(number);
                return;
            }

            Release();
        }
    }

    private void Hold() => SpinHold.Take(ref _held);

    private void Release() => SpinHold.Release(ref _held);
}
