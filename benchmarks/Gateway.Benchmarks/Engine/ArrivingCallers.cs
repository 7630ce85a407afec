using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Benchmarks.Engine;

/// <summary>Callers who may be here for the first time: their states are made on first sight.</summary>
internal sealed class ArrivingCallers(int capacity, UsagePlanOptions plan)
{
    private static readonly SharedLimitSet None = new([]);

    private readonly CallerStateTable _states = LimitEngine.CreateStates(capacity);
    private readonly UsagePlan _plan = LimitEngine.CreatePlan(plan);

    /// <summary>False when the caller's limits refuse, or when there is no room for its state.</summary>
    public bool TryAdmit(string keyId)
    {
        if (_states.GetOrCreate(keyId, _plan) is not { } state)
        {
            return false;
        }

        var request = new AdmissionRequest(_plan, Override: -1, TimeProvider.System.GetTimestamp(), Cost: 1, Permits.Concurrency);
        return state.Admit(request, None).Outcome == AdmissionOutcome.Admitted;
    }

    public void Fill(ReadOnlySpan<string> keyIds)
    {
        foreach (var keyId in keyIds)
        {
            TryAdmit(keyId);
        }
    }
}
