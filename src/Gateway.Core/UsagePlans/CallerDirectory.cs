using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Limits;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.UsagePlans;

/// <summary>Joins an identity with its state in each of its plans.</summary>
internal sealed class CallerDirectory(CallerStateTable states, ILogger<CallerDirectory> logger)
{
    /// <summary>
    /// The identity's state in the plan at this place of its list, resolved on first use. Null when no such plan exists or it is not
    /// accepted: a plan that will not be charged needs no state. <paramref name="isFull"/> when there is no room
    /// for its state.
    /// </summary>
    public CallerState? Resolve(CallerIdentity identity, int place, AdmissionPolicy policy, out bool isFull)
    {
        isFull = false;
        if (!policy.Plans.TryGet(identity.Plans[place], out var plan))
        {
            if (identity.TryReport())
            {
                Log.UnknownPlanOfApiKey(logger, identity.Id, identity.Plans[place]);
            }

            return null;
        }

        if (!policy.TryChoose(plan.Index, out _))
        {
            return null;
        }

        if (states.GetOrCreate(identity.Id, plan) is not { } state)
        {
            isFull = true;
            return null;
        }

        identity.GetPlace(place).Fill(new GatewayCaller(identity, plan.Name, state));
        return state;
    }
}
