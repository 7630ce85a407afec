using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Diagnostics;
using Gateway.Core.Pipeline;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Authorizers.Signing.Credentials;

/// <summary>
/// From an access key id to its credential: from memory, else from the store, which is asked once per id however many wait. Ids that the
/// store does not know are not remembered, so nobody can fill memory with them.
/// </summary>
internal sealed class SigningCredentialDirectory(
    SigningCredentialStoreClient store,
    SignatureOptions options,
    TimeProvider timeProvider,
    ILogger<SigningCredentialDirectory> logger)
{
    private const int LifetimesKept = 4;

    private readonly long _lifetime = (long)(options.CredentialLifetime.TotalSeconds * timeProvider.TimestampFrequency);

    // Longer than they are used without asking: whose credential is due again is still known, and no stranger.
    private readonly GenerationCache<string, KnownCredential> _known = new(
        options.MaxCachedCredentials,
        LifetimesKept * (long)(options.CredentialLifetime.TotalSeconds * timeProvider.TimestampFrequency),
        StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, Task<CredentialLookup>> _calls = new(StringComparer.Ordinal);

    public bool TryGetKnown(string accessKeyId, long timestamp, [NotNullWhen(true)] out KnownCredential? known) =>
        _known.TryGet(accessKeyId, timestamp, out known) && timestamp - known.AskedAt < _lifetime;

    /// <summary>Whether nothing is known of the id; one that is due to be looked up again is no first sight.</summary>
    public bool IsFirstSight(string accessKeyId, long timestamp) => !_known.TryGet(accessKeyId, timestamp, out _);

    /// <summary>Whether a request that asks now joins a call that is under way.</summary>
    public bool IsAsking(string accessKeyId) => _calls.ContainsKey(accessKeyId);

    /// <summary>Never throws for a store that fails; throws only for the waiter's own cancellation.</summary>
    public Task<CredentialLookup> FindAsync(string accessKeyId, bool isFirstSight, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<CredentialLookup>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = _calls.GetOrAdd(accessKeyId, completion.Task);
        if (ReferenceEquals(call, completion.Task))
        {
            // Not awaited here: it belongs to all who wait, and ends in the completion whatever happens.
            _ = RunAsync(accessKeyId, isFirstSight, completion);
        }

        return call.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(string accessKeyId, bool isFirstSight, TaskCompletionSource<CredentialLookup> completion)
    {
        var lookup = CredentialLookup.Unavailable;
        try
        {
            var askedAt = timeProvider.GetTimestamp();
            var (credential, isAvailable) = await store.FindAsync(accessKeyId, isFirstSight);
            if (isAvailable)
            {
                lookup = Conclude(accessKeyId, credential, askedAt);
            }
        }
        finally
        {
            _calls.TryRemove(KeyValuePair.Create(accessKeyId, completion.Task));
            completion.SetResult(lookup);
        }
    }

    private CredentialLookup Conclude(string accessKeyId, SigningCredential? credential, long askedAt)
    {
        if (credential is { Enabled: true } && !IsUsable(accessKeyId, credential))
        {
            Log.SigningCredentialUnusable(logger, accessKeyId);
            credential = null;
        }

        if (credential is not { Enabled: true })
        {
            _known.Remove(accessKeyId);
            return CredentialLookup.NotFound;
        }

        var keys = _known.TryGet(accessKeyId, askedAt, out var before) && before.Keys.IsOf(credential.SecretAccessKey)
            ? before.Keys
            : new SigningKeys(credential.SecretAccessKey, options.Region, options.Service);
        var known = new KnownCredential(credential, keys, askedAt);
        _known.Set(accessKeyId, known, askedAt);
        return new CredentialLookup(known, IsStoreAvailable: true);
    }

    // With an empty secret anyone could sign.
    private static bool IsUsable(string accessKeyId, SigningCredential credential) =>
        credential.AccessKeyId == accessKeyId
        && !string.IsNullOrEmpty(credential.SecretAccessKey)
        && !string.IsNullOrEmpty(credential.PrincipalId);
}
