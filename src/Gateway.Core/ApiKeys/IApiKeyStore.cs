namespace Gateway.Core.ApiKeys;

/// <summary>Where keys are kept outside of code and configuration. Asked only when a value is seen for the first time, or again after a while.</summary>
/// <remarks>
/// One call runs per value, however many requests wait for it. It must not block its thread: until it returns its task no deadline
/// can act. An exception, or no answer within
/// <see cref="ApiKeysOptions.StoreTimeout"/>, means that the store is unavailable: known keys go on working, others get 503.
/// </remarks>
public interface IApiKeyStore
{
    /// <summary>Finds the key that has this hash, as its current or its previous one.</summary>
    /// <param name="hash">SHA-256 of the presented value, 64 lower-case hexadecimal digits.</param>
    /// <param name="cancellationToken">Set when the answer would come too late.</param>
    /// <returns>The key, enabled or not, or null when there is none.</returns>
    ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken);
}
