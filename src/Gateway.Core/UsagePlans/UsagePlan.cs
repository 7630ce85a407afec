using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.UsagePlans.Headers;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>
/// A plan made ready. When definitions change, another object of the same name and index and a higher version takes its place; a
/// caller's state moves to it at its next request.
/// </summary>
internal sealed class UsagePlan
{
    private readonly FrozenSet<string> _stages;
    private readonly FrozenDictionary<string, int> _overrides;
    private readonly RateLimit?[] _overrideRates;

    public UsagePlan(string name, UsagePlanOptions options, UsagePlanSetup setup)
    {
        Name = name;
        Index = setup.Index;
        Version = setup.Version;
        TimeProvider = setup.TimeProvider;
        _stages = options.Stages.ToFrozenSet(StringComparer.Ordinal);
        Rate = options.Rate is { } rate ? setup.CreateRate(setup.Previous?.Rate, new ThrottleOptions { Rate = rate, Burst = options.Burst }) : null;
        if (options.Quota is { } quota)
        {
            QuotaLimit = quota.Limit;
            QuotaPeriod = quota.Period;
            Calendar = setup.GetCalendar(quota);
        }

        Concurrency = options.Concurrency ?? int.MaxValue;
        Connections = options.Connections ?? int.MaxValue;
        CreateLimiter = options.CreateLimiter;
        _overrides = IndexOverrides(setup.Previous?._overrides, options.Endpoints.Keys);
        _overrideRates = new RateLimit?[_overrides.Count];
        NeedsExtras = HoldsUntilTheEnd || _overrideRates.Length > 0;
        foreach (var (endpoint, throttle) in options.Endpoints)
        {
            var index = _overrides[endpoint];
            _overrideRates[index] = setup.CreateRate(setup.Previous?.GetOverride(index), throttle);
        }

        RateLimitFields = options.RateLimitHeaders ?? setup.RateLimitHeaders ? CreateFields(options.Quota) : null;
    }

    public string Name { get; }

    /// <summary>The plan's place in sets of plans as arrays; the same in every version, and never another plan's.</summary>
    public int Index { get; }

    public int Version { get; }

    public TimeProvider TimeProvider { get; }

    public RateLimit? Rate { get; }

    public long QuotaLimit { get; }

    public QuotaPeriod QuotaPeriod { get; }

    /// <summary>Null when the plan has no quota. The same object for every plan and version with such periods.</summary>
    public QuotaCalendar? Calendar { get; }

    /// <summary>Requests of one caller at once; the largest number when they are not limited.</summary>
    public int Concurrency { get; }

    /// <summary>Long-lived requests of one caller at once; the largest number when they are not limited.</summary>
    public int Connections { get; }

    public Func<string, RateLimiter>? CreateLimiter { get; }

    /// <summary>The headers that tell callers their levels, or null when they are off.</summary>
    public RateLimitFields? RateLimitFields { get; }

    /// <summary>Whether a caller's state needs more than its rate and quota words.</summary>
    public bool NeedsExtras { get; }

    /// <summary>Whether a request holds a permit while it runs.</summary>
    public bool HasPermits => Concurrency != int.MaxValue || Connections != int.MaxValue;

    /// <summary>Whether a request gives something back when it ends.</summary>
    public bool HoldsUntilTheEnd => HasPermits || CreateLimiter is not null;

    public int OverrideCount => _overrideRates.Length;

    public IEnumerable<string> OverriddenEndpoints => _overrides.Where(pair => _overrideRates[pair.Value] is not null).Select(pair => pair.Key);

    public bool Covers(string stage) => _stages.Count == 0 || _stages.Contains(stage);

    /// <summary>The place of the rate that replaces the plan's own on this endpoint, or -1.</summary>
    public int GetOverrideIndex(string endpoint) =>
        _overrides.TryGetValue(endpoint, out var index) && _overrideRates[index] is not null ? index : -1;

    /// <summary>Null where this version has none: then the plan's own rate holds.</summary>
    public RateLimit? GetOverride(int index) => (uint)index < (uint)_overrideRates.Length ? _overrideRates[index] : null;

    private RateLimitFields CreateFields(QuotaOptions? quota)
    {
        var overrides = new (string Endpoint, RateLimit Rate)?[_overrideRates.Length];
        foreach (var (endpoint, index) in _overrides)
        {
            overrides[index] = _overrideRates[index] is { } rate ? (endpoint, rate) : null;
        }

        return new RateLimitFields(Name, Rate, quota, overrides);
    }

    /// <summary>Endpoints keep their places; new ones come after them.</summary>
    private static FrozenDictionary<string, int> IndexOverrides(FrozenDictionary<string, int>? before, IEnumerable<string> endpoints)
    {
        var indexes = new Dictionary<string, int>(before ?? FrozenDictionary<string, int>.Empty, StringComparer.Ordinal);
        foreach (var endpoint in endpoints)
        {
            indexes.TryAdd(endpoint, indexes.Count);
        }

        return indexes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
