using System.Threading.RateLimiting;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.UsagePlans.Limits;

/// <content>Admission for plans with more than a rate and a quota.</content>
internal sealed partial class CallerState
{
    public void Return(Permits permits)
    {
        Hold();
        if (Extras is { } extras)
        {
            extras.RunningRequests -= permits.HasFlag(Permits.Concurrency) ? 1 : 0;
            extras.OpenConnections -= permits.HasFlag(Permits.Connection) ? 1 : 0;
        }

        Release();
    }

    /// <summary>The caller as handlers of an endpoint with a rate of its own see it: what they charge counts there.</summary>
    public GatewayCaller GetOverrideCaller(CallerIdentity identity, int index)
    {
        Hold();

        // A state that was dropped as idle meanwhile keeps nothing; what is charged finds the one that took its place.
        var callers = _isEvicted ? null : ReserveExtrasUnsynchronized(_plan).OverrideCallers;
        var caller = callers?[index];
        if (caller is null || caller.Name != identity.Name || !ReferenceEquals(caller.Tags, identity.Tags))
        {
            // New, or the key has been looked up again since and is not what it was.
            caller = new GatewayCaller(identity, _plan.Name, new OverrideUsage(this, index));
            if (callers is not null)
            {
                callers[index] = caller;
            }
        }

        Release();
        return caller;
    }

    private Admission AdmitWithExtras(in AdmissionRequest request, int number, SharedLimitSet shared)
    {
        // What costs nothing is not asked for: the app's limiter would count every poll of a connection that has been charged.
        var limiter = request.Cost > 0 && request.Plan.CreateLimiter is { } create ? GetOrCreateLimiter(create) : null;
        Admission admission;
        QuotaCalendar? spent;
        int period;
        Hold();
        try
        {
            if (TryTakeUnsynchronized(request, number, shared, limiter, out admission))
            {
                return admission;
            }

            spent = FindOwnWaitUnsynchronized(request, ref admission, out period);
        }
        finally
        {
            // The framework's limiter is code of the app, which may throw.
            Release();
        }

        FindOtherWaits(request, shared, spent, period, ref admission);
        return admission;
    }

    private bool TryTakeUnsynchronized(
        in AdmissionRequest request,
        int number,
        SharedLimitSet shared,
        RateLimiter? limiter,
        out Admission admission)
    {
        var outcome = TakeOwnUnsynchronized(request, number, out var next);
        admission = new Admission(outcome);
        if (outcome == AdmissionOutcome.Evicted)
        {
            return false;
        }

        var extras = ReserveExtrasUnsynchronized(_plan);
        if (outcome == AdmissionOutcome.Admitted)
        {
            outcome = CheckPermitsUnsynchronized(extras, request.Permits);
            admission = new Admission(outcome);
        }

        var isTaken = outcome == AdmissionOutcome.Admitted
            && (limiter is null
                ? shared.TryTake(request.Timestamp, request.Cost, out admission)
                : shared.TryTake(request.Timestamp, request.Cost, limiter, out admission));
        if (!isTaken)
        {
            return false;
        }

        if (request.Cost > 0)
        {
            GetRateUnsynchronized(request.Override, out _) = next;
            _used += request.Cost;
        }

        extras.RunningRequests += request.Permits.HasFlag(Permits.Concurrency) ? 1 : 0;
        extras.OpenConnections += request.Permits.HasFlag(Permits.Connection) ? 1 : 0;
        return true;
    }

    private AdmissionOutcome CheckPermitsUnsynchronized(CallerStateExtras extras, Permits permits)
    {
        if (permits.HasFlag(Permits.Concurrency) && extras.RunningRequests >= _plan.Concurrency)
        {
            return AdmissionOutcome.ConcurrencyExceeded;
        }

        return permits.HasFlag(Permits.Connection) && extras.OpenConnections >= _plan.Connections
            ? AdmissionOutcome.ConnectionsExceeded
            : AdmissionOutcome.Admitted;
    }

    /// <summary>Where the level for this endpoint is kept, and the rate that holds there.</summary>
    private ref long GetRateUnsynchronized(int index, out RateLimit? rate)
    {
        if (index >= 0 && _plan.GetOverride(index) is { } own)
        {
            rate = own;
            return ref ReserveExtrasUnsynchronized(_plan).OverrideWords[index];
        }

        rate = _plan.Rate;
        return ref _rateWord;
    }

    private CallerStateExtras ReserveExtrasUnsynchronized(UsagePlan plan)
    {
        var extras = Extras;
        if (extras is null)
        {
            _extras = extras = new CallerStateExtras();
        }

        extras.Reserve(plan.OverrideCount);
        return extras;
    }

    /// <summary>Null when the state was dropped meanwhile. Made outside the hold, because it is code of the app.</summary>
    private RateLimiter? GetOrCreateLimiter(Func<string, RateLimiter> create)
    {
        if (Extras?.Limiter is { } known)
        {
            return known;
        }

        var created = create(KeyId)
            ?? throw new InvalidOperationException($"The limiter that the usage plan '{Plan.Name}' makes for its callers is null.");
        Hold();
        var limiter = _isEvicted ? null : ReserveExtrasUnsynchronized(_plan).Limiter ??= created;
        Release();
        if (!ReferenceEquals(limiter, created))
        {
            created.Dispose();
        }

        return limiter;
    }

    private sealed class OverrideUsage(CallerState state, int index) : ICallerUsage, ILimitLevels
    {
        public QuotaUsage? GetUsage() => state.GetUsage();

        public LimitLevels? GetLevels() => state.GetLevels(index);

        public void Charge(int cost) => state.Charge(index, cost);
    }
}
