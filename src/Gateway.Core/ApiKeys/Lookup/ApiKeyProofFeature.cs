using Microsoft.AspNetCore.Http;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>
/// What a request has proved already, so that who asks later in it neither looks up nor charges again. It holds for this value and these
/// configured keys only: middleware may have changed the header, and a reload the keys.
/// </summary>
internal sealed class ApiKeyProofFeature(string value, InMemoryApiKeyStore configured, ApiKeyProof proof)
{
    public static void Set(HttpContext context, string value, InMemoryApiKeyStore configured, ApiKeyProof proof) =>
        context.Features[typeof(ApiKeyProofFeature)] = new ApiKeyProofFeature(value, configured, proof);

    public static bool TryGet(HttpContext context, string value, InMemoryApiKeyStore configured, out ApiKeyProof proof)
    {
        if (context.Features[typeof(ApiKeyProofFeature)] is ApiKeyProofFeature feature && feature.IsOf(value, configured))
        {
            proof = feature.Proof;
            return true;
        }

        proof = default;
        return false;
    }

    private ApiKeyProof Proof { get; } = proof;

    private bool IsOf(string presented, InMemoryApiKeyStore keys) =>
        string.Equals(presented, value, StringComparison.Ordinal) && ReferenceEquals(keys, configured);
}
