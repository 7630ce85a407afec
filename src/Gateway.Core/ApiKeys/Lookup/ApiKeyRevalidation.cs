using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>Whether the key behind an open connection is still good.</summary>
internal sealed class ApiKeyRevalidation(ApiKeyDirectory directory, IDefinitionSource definitions, ApiKeysOptions options) : ICredentialRevalidation
{
    private const int MostAtOnce = 16;

    public TimeSpan RevalidateAfter => options.RevalidateAfter;

    // Known keys of requests that are due share the places, and must not find all of them taken.
    public int MaxConcurrency => Math.Clamp(options.MaxConcurrentLookups / 2, 1, MostAtOnce);

    public bool MayBeRevoked(CallerIdentity identity) =>
        identity is KnownApiKey known && directory.MayBeRevoked(known, definitions.Current.Get<InMemoryApiKeyStore>());

    public ValueTask<bool> IsStillValidAsync(CallerIdentity identity, CancellationToken cancellationToken) =>
        identity is KnownApiKey known
            ? directory.IsStillValidAsync(known.Hash, definitions.Current.Get<InMemoryApiKeyStore>(), cancellationToken)
            : new(true);
}
