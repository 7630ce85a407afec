using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>What looking up a presented value gave: a caller, a failure, or no answer.</summary>
internal readonly record struct ApiKeyLookup(CallerIdentity? Identity, ApiKeyFailure Failure, bool IsStoreAvailable)
{
    public static ApiKeyLookup StoreUnavailable => new(null, ApiKeyFailure.Unknown, IsStoreAvailable: false);

    public static ApiKeyLookup Found(CallerIdentity identity) => new(identity, default, IsStoreAvailable: true);

    public static ApiKeyLookup Failed(ApiKeyFailure failure) => new(null, failure, IsStoreAvailable: true);
}
