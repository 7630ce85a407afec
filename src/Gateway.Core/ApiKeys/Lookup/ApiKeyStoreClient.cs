using System.Collections.Concurrent;
using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>
/// Asks the app's store: one call per value however many wait, a deadline, a cap on concurrent calls, and after some failures in a row a
/// short rest in which nobody waits for a store that is down.
/// </summary>
internal sealed class ApiKeyStoreClient(
    IApiKeyStore store,
    ApiKeysOptions options,
    TimeProvider timeProvider,
    GatewayHealth health,
    ILogger<ApiKeyStoreClient> logger)
{
    public const string HealthPart = "API key store";
    public const string OverloadPart = "API key look-ups";

    private const int FailuresBeforeRest = 5;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(ApiKeyHash Hash, bool IsForConnection), Task<ApiKeyLookup>> _calls = new();
    private readonly Places _firstSights = new(options.MaxConcurrentLookups);
    private readonly LookupRate _rate = new(options.MaxLookupsPerSecond, timeProvider, health, logger);
    private readonly Places _revalidations = new(options.MaxConcurrentLookups);
    private long _restsUntil = long.MinValue;
    private int _failures;

    /// <summary>Never throws for a store that fails; throws only for the waiter's own cancellation.</summary>
    /// <param name="hash">What is asked for.</param>
    /// <param name="isKnown">
    /// Whether the value is known and due again: such calls have places of their own, so that a flood of unknown values cannot keep a
    /// revocation from being seen.
    /// </param>
    /// <param name="conclude">Makes the answer known; runs once per call, also when all who waited have gone.</param>
    /// <param name="cancellationToken">The waiter's own.</param>
    public Task<ApiKeyLookup> FindAsync(
        ApiKeyHash hash,
        bool isKnown,
        Func<Answer, ApiKeyLookup> conclude,
        CancellationToken cancellationToken)
    {
        // Whoever joins a call that is under way costs the store nothing.
        var call = (hash, IsForConnection: false);
        if (IsResting() || (!isKnown && !_calls.ContainsKey(call) && !_rate.TryTake()))
        {
            return Task.FromResult(conclude(Answer.Unavailable));
        }

        return JoinAsync(call, isKnown ? _revalidations : _firstSights, conclude, cancellationToken);
    }

    /// <summary>
    /// For an open connection, whose presented value is not at hand any more. Shared only with other connections: what such a call
    /// concludes cannot remember the value for requests, nor let a known one go on while the store is down.
    /// </summary>
    public Task<ApiKeyLookup> FindForConnectionAsync(
        ApiKeyHash hash,
        Func<Answer, ApiKeyLookup> conclude,
        CancellationToken cancellationToken) =>
        IsResting()
            ? Task.FromResult(conclude(Answer.Unavailable))
            : JoinAsync((hash, IsForConnection: true), _revalidations, conclude, cancellationToken);

    /// <summary>Whether a request that asks now joins a call that is under way, and costs the store nothing.</summary>
    public bool IsAsking(ApiKeyHash hash) => _calls.ContainsKey((hash, IsForConnection: false));

    /// <summary>Who asks from now on does not share the answer of a call that began before.</summary>
    public void AskAnew() => _calls.Clear();

    private bool IsResting() => timeProvider.GetTimestamp() < Volatile.Read(ref _restsUntil);

    private Task<ApiKeyLookup> JoinAsync(
        (ApiKeyHash Hash, bool IsForConnection) key,
        Places places,
        Func<Answer, ApiKeyLookup> conclude,
        CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<ApiKeyLookup>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = _calls.GetOrAdd(key, completion.Task);
        if (ReferenceEquals(call, completion.Task))
        {
            // Not awaited here: it belongs to all who wait, and ends in the completion whatever happens.
            _ = RunAsync(key, places, conclude, completion);
        }

        return call.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(
        (ApiKeyHash Hash, bool IsForConnection) key,
        Places places,
        Func<Answer, ApiKeyLookup> conclude,
        TaskCompletionSource<ApiKeyLookup> completion)
    {
        var lookup = ApiKeyLookup.StoreUnavailable;
        try
        {
            var answer = Answer.Unavailable;
            if (places.TryTake())
            {
                answer = await AskAsync(key.Hash, places);
            }
            else
            {
                ReportOverload();
            }

            lookup = conclude(answer);
        }
        finally
        {
            _calls.TryRemove(KeyValuePair.Create(key, completion.Task));
            completion.SetResult(lookup);
        }
    }

    private async Task<Answer> AskAsync(ApiKeyHash hash, Places places)
    {
        var askedAt = timeProvider.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.StoreTimeout, timeProvider);
        try
        {
            var key = await Ask(hash, places, deadline.Token).WaitAsync(deadline.Token);
            Volatile.Write(ref _failures, 0);
            if (health.TryRestore(HealthPart))
            {
                Log.ApiKeyStoreRestored(logger);
            }

            return new Answer(key, IsAvailable: true, askedAt);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No request's cancellation arrives here, only the deadline's: both it and an exception mean that the store is down.
            // One bad record must not silence it for all others, so it rests only when nothing has worked for a while.
            if (Interlocked.Increment(ref _failures) >= FailuresBeforeRest)
            {
                var rest = (long)(Rest.TotalSeconds * timeProvider.TimestampFrequency);
                Volatile.Write(ref _restsUntil, timeProvider.GetTimestamp() + rest);
            }

            if (health.TryDegrade(HealthPart, "The API key store does not answer; known keys go on working."))
            {
                Log.ApiKeyStoreUnavailable(logger, exception);
            }

            return Answer.Unavailable;
        }
    }

    /// <summary>
    /// The place among the concurrent calls is given back when the call ends, not at its deadline: a store that ignores its token must not
    /// be called more often than it may.
    /// </summary>
    private Task<ApiKey?> Ask(ApiKeyHash hash, Places places, CancellationToken deadline)
    {
        Task<ApiKey?> asked;
        try
        {
            asked = store.FindAsync(hash.ToString(), deadline).AsTask();
        }
        catch
        {
            Release(places);
            throw;
        }

        asked.ContinueWith(
            ended =>
            {
                // A failure after the deadline has nobody left who waits, and would end up as unobserved.
                _ = ended.Exception;
                Release(places);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return asked;
    }

    private void Release(Places places)
    {
        places.Release();
        if (health.TryRestore(OverloadPart))
        {
            Log.ApiKeyLookupsRestored(logger);
        }
    }

    private void ReportOverload()
    {
        if (health.TryDegrade(OverloadPart, $"{options.MaxConcurrentLookups} look-ups are under way; keys not yet known get 503."))
        {
            Log.TooManyApiKeyLookups(logger, options.MaxConcurrentLookups);
        }
    }

    /// <summary>A key, or none, or no answer; and the time of the question, because the store may have looked at once and answered late.</summary>
    internal readonly record struct Answer(ApiKey? Key, bool IsAvailable, long AskedAt)
    {
        public static Answer Unavailable => new(null, IsAvailable: false, AskedAt: 0);
    }

    /// <summary>A bounded number of calls at once.</summary>
    private sealed class Places(int count)
    {
        private int _taken;

        public bool TryTake()
        {
            if (Interlocked.Increment(ref _taken) <= count)
            {
                return true;
            }

            Release();
            return false;
        }

        public void Release() => Interlocked.Decrement(ref _taken);
    }
}
