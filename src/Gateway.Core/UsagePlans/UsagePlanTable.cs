using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>All plans by name, as one set of definitions has them.</summary>
internal sealed class UsagePlanTable
{
    private readonly FrozenDictionary<string, UsagePlan> _plans;
    private readonly QuotaCalendars _calendars;

    // The newest version of every plan there ever was: one that was removed and comes back finds the states of its callers, and in them
    // the rates of its endpoints at their places.
    private readonly Dictionary<string, UsagePlan> _known;

    /// <param name="plans">The plans' options by name.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="previous">The table before this one, if any.</param>
    /// <param name="version">Higher than that of every table made before, also of those that never came into force.</param>
    /// <param name="rateLimitHeaders">Whether plans that do not say so themselves send <c>RateLimit</c> headers.</param>
    public UsagePlanTable(
        IReadOnlyDictionary<string, UsagePlanOptions> plans,
        TimeProvider timeProvider,
        UsagePlanTable? previous = null,
        int version = 0,
        bool rateLimitHeaders = false)
    {
        _calendars = previous?._calendars ?? new QuotaCalendars(timeProvider);
        _known = new Dictionary<string, UsagePlan>(previous?._known ?? [], StringComparer.Ordinal);
        var all = new List<UsagePlan>(plans.Count);
        foreach (var (name, options) in plans)
        {
            var before = _known.GetValueOrDefault(name);
            var setup = new UsagePlanSetup(before?.Index ?? _known.Count, before, _calendars, timeProvider, version, rateLimitHeaders);
            var plan = new UsagePlan(name, options, setup);
            _known[name] = plan;
            all.Add(plan);
        }

        All = all;
        _plans = All.ToFrozenDictionary(plan => plan.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<UsagePlan> All { get; }

    public IEnumerable<string> Names => _plans.Keys.Order(StringComparer.Ordinal);

    /// <summary>One more than the largest index of a plan.</summary>
    public int IndexCount => _known.Count;

    public bool TryGet(string name, [MaybeNullWhen(false)] out UsagePlan plan) => _plans.TryGetValue(name, out plan);
}
