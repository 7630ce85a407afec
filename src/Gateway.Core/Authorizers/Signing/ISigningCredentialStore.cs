namespace Gateway.Core.Authorizers.Signing;

/// <summary>Where the credentials of signed requests are kept. Asked when an access key id is seen for the first time, or again after a while.</summary>
/// <remarks>
/// One call runs per access key id, however many requests wait for it. It must not block its thread: until it returns its task no
/// deadline can act. An exception, or no answer within <see cref="SignatureOptions.StoreTimeout"/>, means that the store is unavailable:
/// credentials not known, or due to be looked up again, get 503.
/// </remarks>
public interface ISigningCredentialStore
{
    /// <summary>Finds a credential.</summary>
    /// <param name="accessKeyId">As the request names it: 1 to 128 letters, digits and any of <c>_-.</c>; compare it exactly.</param>
    /// <param name="cancellationToken">Set when the answer would come too late.</param>
    /// <returns>The credential, enabled or not, or null when there is none.</returns>
    ValueTask<SigningCredential?> FindAsync(string accessKeyId, CancellationToken cancellationToken);
}
