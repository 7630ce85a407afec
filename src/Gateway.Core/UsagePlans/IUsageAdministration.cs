using Gateway.Core.Pipeline;

namespace Gateway.Core.UsagePlans;

/// <summary>Reads and changes what callers have used, by key id and plan, while the app runs. Only this process's counts.</summary>
public interface IUsageAdministration
{
    /// <summary>Reads what a key has used of a plan's quota in the current period.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="plan">The plan's name.</param>
    /// <returns>The usage (nothing used, for a key that has not called yet), or null when the plan has no quota.</returns>
    /// <exception cref="ArgumentException"><paramref name="keyId"/> is null or empty, or no plan has that name.</exception>
    QuotaUsage? GetUsage(string keyId, string plan);

    /// <summary>Sets what a key has used of a plan's quota in the current period to nothing, and takes back what was granted on top.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="plan">The plan's name.</param>
    /// <exception cref="ArgumentException"><paramref name="keyId"/> is null or empty, or no plan with a quota has that name.</exception>
    void ResetQuota(string keyId, string plan);

    /// <summary>Grants a key more requests, on top of a plan's quota, until the current period ends.</summary>
    /// <param name="keyId">The key's id.</param>
    /// <param name="plan">The plan's name.</param>
    /// <param name="amount">How many more; 1 or more.</param>
    /// <exception cref="ArgumentException"><paramref name="keyId"/> is null or empty, or no plan with a quota has that name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="amount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">The gateway keeps state for as many callers as it may.</exception>
    void ExtendQuota(string keyId, string plan, long amount);
}
