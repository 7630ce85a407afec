using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

/// <summary>All plans by name, as one set of definitions has them.</summary>
internal sealed class UsagePlanTable
{
    private readonly FrozenDictionary<string, UsagePlan> _plans;
    private readonly QuotaCalendars _calendars;

    // Every name there ever was: a plan that was removed and comes back finds the states of its callers.
    private readonly Dictionary<string, int> _indexes;

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
        _indexes = new Dictionary<string, int>(previous?._indexes ?? [], StringComparer.Ordinal);
        foreach (var name in plans.Keys)
        {
            _indexes.TryAdd(name, _indexes.Count);
        }

        All = [.. plans.Select(plan => new UsagePlan(
            plan.Key,
            plan.Value,
            new UsagePlanSetup(_indexes[plan.Key], previous?._plans.GetValueOrDefault(plan.Key), _calendars, timeProvider, version, rateLimitHeaders)))];
        _plans = All.ToFrozenDictionary(plan => plan.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<UsagePlan> All { get; }

    public IEnumerable<string> Names => _plans.Keys.Order(StringComparer.Ordinal);

    /// <summary>One more than the largest index of a plan.</summary>
    public int IndexCount => _indexes.Count;

    public bool TryGet(string name, [MaybeNullWhen(false)] out UsagePlan plan) => _plans.TryGetValue(name, out plan);
}
