using System.Runtime.CompilerServices;
using Gateway.Core.ApiKeys;
using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Limits;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Benchmarks.Hosts;

/// <summary>What a request decides by, without the request: from a known key's value to its caller, and from there to rate and quota.</summary>
internal sealed class Decisions
{
    private const string Name = "bench";

    private static readonly SharedLimitSet NothingShared = new([]);

    private readonly ApiKeyDirectory _directory;
    private readonly InMemoryApiKeyStore _keys;
    private readonly UsagePlan _plan;

    public Decisions(double rate, int burst)
    {
        var clock = TimeProvider.System;
        _keys = new InMemoryApiKeyStore(Callers.Keys.Index().ToDictionary(
            key => $"caller-{key.Index}", key => new ApiKeyOptions { Value = key.Item, Plans = [Name] }));
        _directory = new ApiKeyDirectory(new ApiKeysOptions(), store: null, clock, NullLogger<ApiKeyDirectory>.Instance);
        var options = new UsagePlanOptions
        {
            Rate = rate,
            Burst = burst,
            Quota = new QuotaOptions { Limit = 1_000_000_000_000, Period = QuotaPeriod.Month },
        };
        var plans = new UsagePlanTable(new Dictionary<string, UsagePlanOptions> { [Name] = options }, clock);
        _plan = plans.All[0];
        States = new CallerStateTable(1_000_000, clock, new GatewayHealth(), NullLogger<CallerStateTable>.Instance);
        foreach (var value in Callers.Keys)
        {
            var timestamp = clock.GetTimestamp();
            if (!_directory.TryGetConfigured(value, ApiKeyHash.Compute(value), _keys, timestamp, out var identity))
            {
                throw new InvalidOperationException("A key of the benchmark is not known.");
            }

            var state = States.GetOrCreate(identity.Id, _plan)!;
            identity.Places[0].Fill(new GatewayCaller(identity, Name, state));
        }
    }

    public CallerStateTable States { get; }

    public UsagePlan Plan => _plan;

    public CallerIdentity? Find(string value, long timestamp) =>
        _directory.TryGetKnown(value, _keys, timestamp, out var identity) ? identity : null;

    public AdmissionOutcome Decide(string value, long timestamp)
    {
        var state = Unsafe.As<CallerState>(Find(value, timestamp)!.Places[0].Usage!);
        return state.TryAdmit(new AdmissionRequest(_plan, -1, timestamp, 1, Permits.None), NothingShared).Outcome;
    }
}
