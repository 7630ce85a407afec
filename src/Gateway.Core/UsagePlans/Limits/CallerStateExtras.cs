using System.Threading.RateLimiting;
using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans.Limits;

/// <summary>What only some plans need of a caller's state, and what is granted only seldom: kept apart, so that a million callers do not pay for it.</summary>
internal sealed class CallerStateExtras
{
    /// <summary>One word per endpoint with a rate of its own, in the plan's order.</summary>
    public long[] OverrideWords { get; private set; } = [];

    /// <summary>The caller as handlers of such endpoints see it, at the same places.</summary>
    public GatewayCaller?[] OverrideCallers { get; private set; } = [];

    public int RunningRequests { get; set; }

    public int OpenConnections { get; set; }

    /// <summary>What was added to the quota of the current period.</summary>
    public long Granted { get; set; }

    public RateLimiter? Limiter { get; set; }

    public bool IsIdle =>
        RunningRequests == 0 && OpenConnections == 0 && Granted == 0 && (Limiter is null || Limiter.IdleDuration is not null);

    /// <summary>A plan's places only ever grow.</summary>
    public void Reserve(int overrides)
    {
        if (OverrideWords.Length < overrides)
        {
            OverrideWords = [.. OverrideWords, .. new long[overrides - OverrideWords.Length]];
            OverrideCallers = [.. OverrideCallers, .. new GatewayCaller?[overrides - OverrideCallers.Length]];
        }
    }
}
