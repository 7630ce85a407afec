using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Engine;

/// <summary>Callers who have been here before: their keys are known and their states are there, as after the first request of each.</summary>
internal sealed class KnownCallers
{
    private static readonly SharedLimitSet None = new([]);

    private readonly ApiKeyDirectory _directory;
    private readonly InMemoryApiKeyStore _configured;
    private readonly UsagePlan _plan;
    private readonly SharedLimitSet _shared;
    private readonly CallerStateTable _states;

    public KnownCallers(int count, UsagePlanOptions plan, SharedLimitSet? shared = null)
    {
        // The dictionary of known keys drops what is beyond half of its bound; and decisions move the time on faster than a clock does, so
        // a key holds for longer than an app may say.
        var options = new ApiKeysOptions
        {
            MaxKnownKeys = 4 * count,
            RevalidateAfter = TimeSpan.FromDays(1),
            KnownKeyLifetime = TimeSpan.FromDays(1),
        };
        var values = Callers.CreateKeys(count);
        foreach (var value in values)
        {
            options.Keys.Add($"caller-{options.Keys.Count + 1}", new ApiKeyOptions { Value = value, Plans = [LimitEngine.Plan] });
        }

        _configured = new InMemoryApiKeyStore(options.Keys.AsReadOnly());
        _directory = new ApiKeyDirectory(options, store: null, TimeProvider.System, NullLogger<ApiKeyDirectory>.Instance);
        _plan = LimitEngine.CreatePlan(plan);
        _shared = shared ?? None;
        _states = LimitEngine.CreateStates(count);
        Presented = Callers.CreateKeys(count);
        foreach (var value in values)
        {
            Introduce(value);
        }
    }

    public string[] Presented { get; }

    public bool TryGetKnown(string value, long timestamp, [NotNullWhen(true)] out CallerIdentity? identity) =>
        _directory.TryGetKnown(value, _configured, timestamp, out identity);

    /// <summary>What the steps of a request do between the header's value and the decision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Admission Decide(string value, long timestamp)
    {
        if (!_directory.TryGetKnown(value, _configured, timestamp, out var identity))
        {
            throw new InvalidOperationException($"The key '{value}' is not known.");
        }

        var state = Unsafe.As<CallerState>(identity.GetPlace(0).Usage!);
        var request = new AdmissionRequest(_plan, Override: -1, timestamp, Cost: 1, Permits.Concurrency);
        return state.Admit(request, _shared);
    }

    /// <summary>Null when the next request of every caller, and one after it, gets this outcome.</summary>
    public string? Differs(AdmissionOutcome expected, long timestamp)
    {
        foreach (var value in Presented.Concat(Presented))
        {
            var admission = Decide(value, timestamp);
            if (admission.Outcome != expected)
            {
                return $"{admission.Outcome} instead of {expected}";
            }

            if (expected != AdmissionOutcome.Admitted && admission.RetryAfter <= TimeSpan.Zero)
            {
                return $"{expected} without a wait";
            }
        }

        return null;
    }

    private void Introduce(string value)
    {
        if (!_directory.TryGetConfigured(value, ApiKeyHash.Compute(value), _configured, TimeProvider.System.GetTimestamp(), out var identity))
        {
            throw new InvalidOperationException($"The key '{value}' is not configured.");
        }

        var state = _states.GetOrCreate(identity.Id, _plan) ?? throw new InvalidOperationException("There is no room for the caller's state.");
        identity.GetPlace(0).Fill(new GatewayCaller(identity, _plan.Name, state));
    }
}
