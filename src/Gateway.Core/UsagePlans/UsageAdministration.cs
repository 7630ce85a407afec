using Gateway.Core.Pipeline;
using Gateway.Core.UsagePlans.Limits;

namespace Gateway.Core.UsagePlans;

internal sealed class UsageAdministration(IDefinitionSource definitions, CallerStateTable states, TimeProvider timeProvider) : IUsageAdministration
{
    public QuotaUsage? GetUsage(string keyId, string plan)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyId);

        // Reading must not fill the table with keys that nobody uses.
        var found = Get(plan);
        return (states.Find(keyId, found) ?? new CallerState(found, timeProvider)).GetUsage();
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
        bool isExtended;
        do
        {
            var state = states.GetOrCreate(keyId, found)
                ?? throw new InvalidOperationException("The gateway keeps state for as many callers as MaxCallers allows; raise it.");
            isExtended = state.TryExtendQuota(amount);
        }
        while (!isExtended);
    }

    private UsagePlanTable Plans => definitions.Current.Get<UsagePlanTable>();

    private UsagePlan Get(string plan) =>
        plan is not null && Plans.TryGet(plan, out var found)
            ? found
            : throw new ArgumentException($"No usage plan is named '{plan}'. Known plans: {string.Join(", ", Plans.Names)}.", nameof(plan));

    private UsagePlan GetWithQuota(string plan) =>
        Get(plan) is { Calendar: not null } found
            ? found
            : throw new ArgumentException($"The usage plan '{plan}' has no quota.", nameof(plan));
}
