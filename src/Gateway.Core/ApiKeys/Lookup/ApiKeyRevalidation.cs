using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>Whether the key behind an open connection is still good.</summary>
internal sealed class ApiKeyRevalidation(ApiKeyDirectory directory, IDefinitionSource definitions, ApiKeysOptions options) : ICredentialRevalidation
{
    public TimeSpan RevalidateAfter => options.RevalidateAfter;

    public ValueTask<bool> IsStillValidAsync(CallerIdentity identity, CancellationToken cancellationToken) =>
        identity is KnownApiKey known
            ? directory.IsStillValidAsync(known.Hash, definitions.Current.Get<InMemoryApiKeyStore>(), cancellationToken)
            : new(true);
}
