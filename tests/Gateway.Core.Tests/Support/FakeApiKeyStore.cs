using System.Collections.Concurrent;
using Gateway.Core.ApiKeys;

namespace Gateway.Core.Tests.Support;

/// <summary>A store in memory that counts its calls and misbehaves on demand.</summary>
internal sealed class FakeApiKeyStore : IApiKeyStore
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<TaskCompletionSource<ApiKey?>> _hanging = new();

    /// <summary>The hashes that were asked for, in order: all that a store ever gets to see.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Answers instead of the keys, while it is set.</summary>
    public Func<string, CancellationToken, ValueTask<ApiKey?>>? Answer { get; set; }

    public ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        Calls.Enqueue(hash);
        return Answer is { } answer ? answer(hash, cancellationToken) : new(Find(hash));
    }

    public ApiKey? Find(string hash) => _keys.Values.FirstOrDefault(key => key.Hash == hash || key.PreviousHash == hash);

    /// <summary>Adds the key, or replaces the record of its id.</summary>
    public void Save(ApiKey key) => _keys[key.Id] = key;

    public void Delete(string id) => _keys.TryRemove(id, out _);

    public void Fail() => Answer = static (_, _) => ValueTask.FromException<ApiKey?>(new IOException("The store is down."));

    /// <summary>Every call waits for the returned source.</summary>
    public TaskCompletionSource<ApiKey?> Hang()
    {
        var source = new TaskCompletionSource<ApiKey?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _hanging.Enqueue(source);
        Answer = (_, _) => new(source.Task);
        return source;
    }

    /// <summary>Answers what still waits, so that no look-up outlives its test and fails in another's.</summary>
    public void EndHanging()
    {
        foreach (var source in _hanging)
        {
            source.TrySetResult(null);
        }
    }
}
