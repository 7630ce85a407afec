using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Gateway.Core.UsagePlans;

/// <summary>All plans by name.</summary>
internal sealed class UsagePlanTable
{
    private readonly FrozenDictionary<string, UsagePlan> _plans;

    public UsagePlanTable(IReadOnlyDictionary<string, UsagePlanOptions> plans, TimeProvider timeProvider)
    {
        All = [.. plans.Select((plan, index) => new UsagePlan(plan.Key, index, plan.Value, timeProvider))];
        _plans = All.ToFrozenDictionary(plan => plan.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<UsagePlan> All { get; }

    public IEnumerable<string> Names => _plans.Keys.Order(StringComparer.Ordinal);

    public bool TryGet(string name, [MaybeNullWhen(false)] out UsagePlan plan) => _plans.TryGetValue(name, out plan);
}
