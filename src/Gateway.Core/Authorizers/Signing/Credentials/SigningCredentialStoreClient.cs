using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.Authorizers.Signing.Credentials;

/// <summary>
/// Asks the app's store, with a deadline and a cap on concurrent calls. Credentials that are due again have places of their own, so that
/// a flood of unknown ones cannot keep a known one out.
/// </summary>
internal sealed class SigningCredentialStoreClient(
    ISigningCredentialStore store,
    SignatureOptions options,
    TimeProvider timeProvider,
    GatewayHealth health,
    ILogger<SigningCredentialStoreClient> logger)
{
    public const string HealthPart = "signing credential store";

    private int _firstSights;
    private int _known;

    public async Task<(SigningCredential? Credential, bool IsAvailable)> FindAsync(string accessKeyId, bool isFirstSight)
    {
        if (Interlocked.Increment(ref GetPlaces(isFirstSight)) > options.MaxConcurrentLookups)
        {
            Interlocked.Decrement(ref GetPlaces(isFirstSight));
            return (null, IsAvailable: false);
        }

        using var deadline = new CancellationTokenSource(options.StoreTimeout, timeProvider);
        try
        {
            var credential = await Ask(accessKeyId, isFirstSight, deadline.Token).WaitAsync(deadline.Token);
            if (health.TryRestore(HealthPart))
            {
                Log.SigningCredentialStoreRestored(logger);
            }

            return (credential, IsAvailable: true);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No request's cancellation arrives here, only the deadline's: both it and an exception mean that the store is down.
            if (health.TryDegrade(HealthPart, "The signing credential store does not answer; credentials at hand go on working until they are due."))
            {
                Log.SigningCredentialStoreUnavailable(logger, exception);
            }

            return (null, IsAvailable: false);
        }
    }

    /// <summary>
    /// The place is given back when the call ends, not at its deadline: a store that ignores its token must not be called more often than
    /// it may.
    /// </summary>
    private Task<SigningCredential?> Ask(string accessKeyId, bool isFirstSight, CancellationToken deadline)
    {
        Task<SigningCredential?> asked;
        try
        {
            asked = store.FindAsync(accessKeyId, deadline).AsTask();
        }
        catch
        {
            Interlocked.Decrement(ref GetPlaces(isFirstSight));
            throw;
        }

        asked.ContinueWith(
            ended =>
            {
                // A failure after the deadline has nobody left who waits, and would end up as unobserved.
                _ = ended.Exception;
                Interlocked.Decrement(ref GetPlaces(isFirstSight));
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return asked;
    }

    private ref int GetPlaces(bool isFirstSight) => ref isFirstSight ? ref _firstSights : ref _known;
}
