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
        }
        finally
        {
            Interlocked.Decrement(ref _running);
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
            var asked = store.FindAsync(hash.ToString(), deadline.Token).AsTask();
            ObserveLateFailure(asked);
            var key = await asked.WaitAsync(deadline.Token);
            if (health.TryRestore(HealthPart))
            {
                Log.StoreRestored(logger);
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
                Log.StoreUnavailable(logger, exception);
            }

            return Answer.Unavailable;
        }
    }

    /// <summary>A store that fails after the deadline has nobody left who waits, and its exception would end up as unobserved.</summary>
    private static void ObserveLateFailure(Task asked)
    {
        if (!asked.IsCompleted)
        {
            asked.ContinueWith(
                static failed => _ = failed.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    /// <summary>A key, or none, or no answer; and the time of the question, because the store may have looked at once and answered late.</summary>
    internal readonly record struct Answer(ApiKey? Key, bool IsAvailable, long AskedAt)
    {
        public static Answer Unavailable => new(null, IsAvailable: false, AskedAt: 0);
    }
}
