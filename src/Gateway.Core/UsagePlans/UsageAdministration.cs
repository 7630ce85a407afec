using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

internal sealed class UsageAdministration(IDefinitionSource definitions, CallerStateTable states) : IUsageAdministration
{
    public QuotaUsage? GetUsage(string keyId, string plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);

        // Reading must not fill the table with keys that nobody uses.
        var found = Get(plan);
        return (states.Find(keyId, found) ?? new CallerState(keyId, hash: 0, found, next: null)).GetUsage(found);
    }

    public void ResetQuota(string keyId, string plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        states.Find(keyId, GetWithQuota(plan))?.ResetQuota();
    }

    public void ExtendQuota(string keyId, string plan, long amount)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        var found = GetWithQuota(plan);
        if (states.GetOrCreate(keyId, found) is not { } state || !state.TryExtendQuota(found, amount))
        {
            throw new InvalidOperationException("The gateway keeps state for as many callers as MaxCallers allows; raise it.");
        }
    }

    private UsagePlan Get(string plan)
    {
        var plans = definitions.Current.Get<UsagePlanTable>();
        return plan is not null && plans.TryGet(plan, out var found)
            ? found
            : throw new ArgumentException($"No usage plan is named '{plan}'. Known plans: {string.Join(", ", plans.Names)}.", nameof(plan));
    }

    private UsagePlan GetWithQuota(string plan) =>
        Get(plan) is { Calendar: not null } found
            ? found
            : throw new ArgumentException($"The usage plan '{plan}' has no quota.", nameof(plan));
}
