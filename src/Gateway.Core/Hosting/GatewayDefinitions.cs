using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Mapping;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Gateway.Core.UsagePlans.Throttles;
using Gateway.Core.Validation;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Hosting;

/// <summary>The definitions in force: what holds from the start to the end of the app, and the set that a reload replaces.</summary>
internal sealed class GatewayDefinitions : IRejectionOptionsSource, IDefinitionSource
{
    private readonly TimeProvider _timeProvider;
    private int _version;
    private volatile DefinitionSet _current;

    public GatewayDefinitions(DefinitionReader reader, ConfigurationInputs inputs, TimeProvider timeProvider, StartErrors errors)
    {
        _timeProvider = timeProvider;

        // Taken before reading, so that a change that comes while it reads is seen.
        StartTokens = inputs.GetReloadTokens();
        var reading = reader.Read();
        foreach (var error in reading.Errors)
        {
            errors.TryAdd(error);
        }

        Path = reading.Path;
        Baseline = reading.Baseline;
        Rejections = reading.Rejections;
        Pipeline = new PipelineOptions { Mode = reading.Options.Mode, RequestId = reading.Options.RequestId };
        MaxCallers = Math.Max(1, reading.Options.MaxCallers);
        MaxAddresses = reading.Options.MaxAddresses;
        FailedCredentials = reading.FailedCredentials;
        ApiKeys = reading.ApiKeys;
        Authorizers = reading.Authorizers;
        Signatures = reading.Options.Signatures;
        Validation = reading.Options.Validation;
        Mapping = reading.Options.Mapping;
        var scope = reading.Options.PolicyScope;
        PolicyScope = new PolicyScope(scope.Region, scope.AccountId, scope.ApiId);
        _current = CreateSet(reading, previous: null);
    }

    public DefinitionSet Current => _current;

    /// <summary>Tell whether configuration has changed since the start's reading began.</summary>
    public IReadOnlyList<IChangeToken> StartTokens { get; }

    public DefinitionBaseline Baseline { get; }

    /// <summary>The section's path, for messages.</summary>
    public string Path { get; }

    public PipelineOptions Pipeline { get; }

    public int MaxCallers { get; }

    public int MaxAddresses { get; }

    public FailedCredentialOptions FailedCredentials { get; }

    public ApiKeysOptions ApiKeys { get; }

    public IReadOnlyDictionary<string, AuthorizerOptions> Authorizers { get; }

    public SignatureOptions Signatures { get; }

    public RequestValidationOptions Validation { get; }

    public MappingOptions Mapping { get; }

    public PolicyScope PolicyScope { get; }

    public IReadOnlyDictionary<string, RejectionOptions> Rejections { get; }

    /// <summary>Makes a set that nothing uses yet. What it takes over from the set before it, it leaves unchanged.</summary>
    public DefinitionSet CreateSet(DefinitionReading reading, DefinitionSet? previous)
    {
        // Never given twice, also not when the set is thrown away: by it a state sees that its limit has changed.
        var version = _version++;
        var stages = new StageTable(reading.Stages, _timeProvider, previous?.Get<StageTable>(), version);
        var plans = new UsagePlanTable(
            reading.UsagePlans,
            _timeProvider,
            previous?.Get<UsagePlanTable>(),
            version,
            reading.Options.RateLimitHeaders);
        var throttles = new ThrottleTable(reading.Throttles, _timeProvider, previous?.Get<ThrottleTable>(), version);
        var keys = new InMemoryApiKeyStore(
            reading.Keys.Where(key => key.Value.Hash is not null || key.Value.Value is not null).ToDictionary(StringComparer.Ordinal));

        // What is known of a key holds for the requests of one store: without a change it goes on to hold.
        var previousKeys = previous?.Get<InMemoryApiKeyStore>();
        return new DefinitionSet(stages, plans, throttles, previousKeys?.HasSameKeys(keys) == true ? previousKeys : keys);
    }

    /// <summary>From here on every request that begins runs under this set; one reload at a time.</summary>
    public void Publish(DefinitionSet set)
    {
        var old = _current;
        _current = set;
        old.Supersede();
    }
}
