using System.Collections.Concurrent;
using Gateway.Core.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>
/// Asks the app's store: one call per value however many wait, a deadline, a cap on concurrent calls, and after a failure a short rest
/// in which nobody waits for a store that is down.
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

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ApiKeyHash, Task<Answer>> _calls = new();
    private long _restsUntil = long.MinValue;
    private int _running;

    /// <summary>Never throws for a store that fails; throws only for the waiter's own cancellation.</summary>
    public Task<Answer> FindAsync(ApiKeyHash hash, CancellationToken cancellationToken)
    {
        if (timeProvider.GetTimestamp() < Volatile.Read(ref _restsUntil))
        {
            return Task.FromResult(Answer.Unavailable);
        }

        var completion = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = _calls.GetOrAdd(hash, completion.Task);
        if (ReferenceEquals(call, completion.Task))
        {
            // Not awaited here: it belongs to all who wait, and ends in the completion whatever happens.
            _ = RunAsync(hash, completion);
        }

        return call.WaitAsync(cancellationToken);
    }

    /// <summary>Who asks from now on does not share the answer of a call that began before.</summary>
    public void AskAnew() => _calls.Clear();

    private async Task RunAsync(ApiKeyHash hash, TaskCompletionSource<Answer> completion)
    {
        var answer = Answer.Unavailable;
        try
        {
            if (Interlocked.Increment(ref _running) <= options.MaxConcurrentLookups)
            {
                answer = await AskAsync(hash);
            }
            else
            {
                Interlocked.Decrement(ref _running);
                ReportOverload();
            }
        }
        finally
        {
            _calls.TryRemove(KeyValuePair.Create(hash, completion.Task));
            completion.SetResult(answer);
        }
    }

    private async Task<Answer> AskAsync(ApiKeyHash hash)
    {
        var askedAt = timeProvider.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.StoreTimeout, timeProvider);
        try
        {
            var key = await Ask(hash, deadline.Token).WaitAsync(deadline.Token);
            if (health.TryRestore(HealthPart))
            {
                Log.ApiKeyStoreRestored(logger);
            }

            return new Answer(key, IsAvailable: true, askedAt);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // No request's cancellation arrives here, only the deadline's: both it and an exception mean that the store is down.
            var rest = (long)(Rest.TotalSeconds * timeProvider.TimestampFrequency);
            Volatile.Write(ref _restsUntil, timeProvider.GetTimestamp() + rest);
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
    private Task<ApiKey?> Ask(ApiKeyHash hash, CancellationToken deadline)
    {
        Task<ApiKey?> asked;
        try
        {
            asked = store.FindAsync(hash.ToString(), deadline).AsTask();
        }
        catch
        {
            Release();
            throw;
        }

        asked.ContinueWith(
            static (ended, client) =>
            {
                // A failure after the deadline has nobody left who waits, and would end up as unobserved.
                _ = ended.Exception;
                ((ApiKeyStoreClient)client!).Release();
            },
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return asked;
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _running) < options.MaxConcurrentLookups && health.TryRestore(OverloadPart))
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
}
