using System.Collections.Concurrent;
using Gateway.Core.Authorizers.Signing;

namespace Gateway.Core.Tests.Support;

/// <summary>Credentials in memory; counts its calls and misbehaves on demand.</summary>
internal sealed class FakeSigningStore : ISigningCredentialStore
{
    private readonly ConcurrentDictionary<string, SigningCredential> _credentials = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Answers instead of the credentials, while it is set.</summary>
    public Func<string, CancellationToken, ValueTask<SigningCredential?>>? Answer { get; set; }

    public ValueTask<SigningCredential?> FindAsync(string accessKeyId, CancellationToken cancellationToken)
    {
        Calls.Enqueue(accessKeyId);
        return Answer is { } answer ? answer(accessKeyId, cancellationToken) : new(_credentials.GetValueOrDefault(accessKeyId));
    }

    public void Save(SigningCredential credential) => _credentials[credential.AccessKeyId] = credential;

    public void Delete(string accessKeyId) => _credentials.TryRemove(accessKeyId, out _);

    public void Fail() => Answer = static (_, _) => ValueTask.FromException<SigningCredential?>(new IOException("The store is down."));

    /// <summary>Every call waits for the returned source.</summary>
    public TaskCompletionSource<SigningCredential?> Hang()
    {
        var source = new TaskCompletionSource<SigningCredential?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Answer = (_, _) => new(source.Task);
        return source;
    }
}
