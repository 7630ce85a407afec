namespace Gateway.Core.ApiKeys.Lookup;

/// <content>What is asked for open connections.</content>
internal sealed partial class ApiKeyDirectory
{
    /// <summary>For a value that is not at hand any more, only its hash. False only when it is known to be no good now.</summary>
    public async ValueTask<bool> IsStillValidAsync(ApiKeyHash hash, InMemoryApiKeyStore configured, CancellationToken cancellationToken)
    {
        var now = timeProvider.GetTimestamp();
        if (configured.Find(hash) is { } key)
        {
            return Judge(hash, key, configured, now, Volatile.Read(ref _epoch)).Identity is not null;
        }

        if (store is null)
        {
            return false;
        }

        var lookup = await store.FindForConnectionAsync(hash, answer => ConcludeForConnection(hash, answer), cancellationToken);
        return lookup.Identity is not null || !lookup.IsStoreAvailable;
    }

    /// <summary>Whether something has happened since the key was proved that may have revoked it.</summary>
    public bool MayBeRevoked(KnownApiKey known, InMemoryApiKeyStore configured) =>
        known.IsConfigured ? !known.HoldsUnder(configured) : known.MayBeRevoked(Volatile.Read(ref _epoch));

    private ApiKeyLookup ConcludeForConnection(ApiKeyHash hash, ApiKeyStoreClient.Answer answer)
    {
        if (!answer.IsAvailable)
        {
            return ApiKeyLookup.StoreUnavailable;
        }

        var lookup = answer.Key is { } key
            ? Judge(hash, key, configured: null, answer.AskedAt, Volatile.Read(ref _epoch))
            : ApiKeyLookup.Failed(ApiKeyFailure.Unknown);
        if (lookup.Identity is null)
        {
            // Else a client whose connection is closed would open the next one with what is known of its key.
            ForgetOfStore(hash);
        }

        return lookup;
    }

    private void ForgetOfStore(ApiKeyHash hash)
    {
        foreach (var (_, known) in _known.Entries)
        {
            if (known.Hash.Equals(hash) && !known.IsConfigured)
            {
                known.Forget();
            }
        }
    }
}
