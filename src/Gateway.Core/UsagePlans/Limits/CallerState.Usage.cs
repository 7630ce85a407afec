using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Limits;

/// <content>What is read and changed beside admission, and what a refusal tells.</content>
internal sealed partial class CallerState
{
    public QuotaUsage? GetUsage() => GetUsage(Plan);

    /// <summary>The usage under this version of the plan, if no request has brought it yet.</summary>
    public QuotaUsage? GetUsage(UsagePlan newest)
    {
        if (HoldCurrent(newest) is not { } state)
        {
            return null;
        }

        var (calendar, used, limit) = (state._plan.Calendar, state._used, state._plan.QuotaLimit + (state.Extras?.Granted ?? 0));
        state.Release();
        return calendar is null ? null : new QuotaUsage(used, limit, Math.Max(0, limit - used), calendar.GetEnd());
    }

    public LimitLevels? GetLevels() => GetLevels(-1);

    /// <summary>What admission of such a request would say now; spends nothing.</summary>
    public Admission Check(in AdmissionRequest request, SharedLimitSet shared)
    {
        var number = request.Plan.Calendar?.GetNumber(request.Timestamp) ?? 0;
        Hold();
        var admission = new Admission(TakeOwnUnsynchronized(request, number, out _));
        if (admission.Outcome is not (AdmissionOutcome.RateExceeded or AdmissionOutcome.QuotaExceeded))
        {
            Release();
            return admission;
        }

        var spent = FindOwnWaitUnsynchronized(request, ref admission, out var period);
        Release();
        FindOtherWaits(request, shared, spent, period, ref admission);
        return admission;
    }

    public void Charge(int cost) => Charge(-1, cost);

    /// <summary>Starts the current period anew, without what was granted on top.</summary>
    public void ResetQuota()
    {
        Hold();
        ClearQuotaUnsynchronized();
        Release();
    }

    /// <summary>Adds to the limit of the current period only, under this version of the plan if no request has brought it yet.</summary>
    public bool TryExtendQuota(UsagePlan newest, long amount)
    {
        if (HoldCurrent(newest) is not { } state)
        {
            return false;
        }

        var extras = state.ReserveExtrasUnsynchronized(state._plan);
        extras.Granted = Math.Min(extras.Granted + Math.Min(amount, MaxGranted), MaxGranted);
        state.Release();
        return true;
    }

    /// <summary>All levels at one moment, with the rate that holds at this place. Null when there is no room for the state.</summary>
    private LimitLevels? GetLevels(int index)
    {
        if (HoldCurrent(Plan) is not { } state)
        {
            return null;
        }

        var word = state.GetRateUnsynchronized(index, out var rate);
        var (plan, period, used) = (state._plan, state._period, state._used);
        var left = plan.Calendar is null ? (long?)null : Math.Max(0, plan.QuotaLimit + (state.Extras?.Granted ?? 0) - used);
        state.Release();
        return new LimitLevels(plan, index, rate, word, plan.TimeProvider.GetTimestamp(), left, used, period);
    }

    /// <summary>Spends without asking: the quota is overdrawn if need be, the bucket by at most its own size.</summary>
    private void Charge(int index, int cost)
    {
        if (HoldCurrent(Plan) is not { } state)
        {
            return;
        }

        ref var word = ref state.GetRateUnsynchronized(index, out var rate);
        word = rate?.Charge(word, state._plan.TimeProvider.GetTimestamp(), cost) ?? word;
        state._used += cost;
        state.Release();
    }

    /// <summary>
    /// Holds this state, or the one that took its place if it was dropped as idle; in the period that runs now, under this version of the
    /// plan or a newer one. Null when there is no room for one.
    /// </summary>
    private CallerState? HoldCurrent(UsagePlan newest)
    {
        var state = this;
        while (true)
        {
            var timestamp = newest.TimeProvider.GetTimestamp();
            var number = newest.Calendar?.GetNumber(timestamp) ?? 0;
            state.HoldInPeriod(timestamp);
            if (!state._isEvicted)
            {
                if (newest.Version > state._plan.Version)
                {
                    state.AdoptUnsynchronized(newest, timestamp, number);
                }

                return state;
            }

            var table = (CallerStateTable)state._extras!;
            state.Release();
            if (table.GetOrCreate(KeyId, newest) is not { } successor)
            {
                return null;
            }

            state = successor;
        }
    }

    /// <summary>
    /// The longer wait, if the state's own limits ask for one. Of a quota that is used up only its calendar and period are read: its end
    /// is a question to the calendar, which may wait for a lock. By reference, because copies would cost a refusal a third of its time.
    /// </summary>
    private QuotaCalendar? FindOwnWaitUnsynchronized(in AdmissionRequest request, ref Admission longest, out int period)
    {
        period = _period;
        if (request.Cost == 0 || longest.Outcome == AdmissionOutcome.Evicted)
        {
            // Refused for its permits: waiting for a rate or a quota that it does not ask for would not help.
            return null;
        }

        ref var word = ref GetRateUnsynchronized(request.Override, out var rate);
        if (rate is not null && !rate.TryTake(word, request.Timestamp, request.Cost, out var refused))
        {
            longest = longest.OrLonger(new Admission(AdmissionOutcome.RateExceeded, rate.GetWait(refused, request.Timestamp)));
        }

        return HasQuotaUnsynchronized(_plan, request.Cost) ? null : _plan.Calendar;
    }

    /// <summary>What is asked when the state is free for others again.</summary>
    private static void FindOtherWaits(
        in AdmissionRequest request,
        SharedLimitSet shared,
        QuotaCalendar? spent,
        int period,
        ref Admission longest)
    {
        if (spent is not null)
        {
            longest = longest.OrLonger(new Admission(AdmissionOutcome.QuotaExceeded, spent.GetWait(period)));
        }

        if (shared.Count > 0 && request.Cost > 0 && longest.Outcome != AdmissionOutcome.Evicted)
        {
            longest = shared.FindLongestWait(request.Timestamp, request.Cost, longest);
        }
    }
}
