namespace Gateway.Core.ApiKeys;

/// <summary>What an app can do with keys while it runs.</summary>
public interface IApiKeyAdministration
{
    /// <summary>
    /// Forgets what this process knows of a key, after the store's record of it has changed: the next request with any of its values is
    /// looked up again. Without it a change is seen within <see cref="ApiKeysOptions.RevalidateAfter"/>.
    /// </summary>
    /// <param name="keyId">The key's id.</param>
    /// <exception cref="ArgumentException"><paramref name="keyId"/> is null or empty.</exception>
    void Invalidate(string keyId);
}
