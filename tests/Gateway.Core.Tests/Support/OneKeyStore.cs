using Gateway.Core.ApiKeys;

namespace Gateway.Core.Tests.Support;

/// <summary>A store with one key, <c>stored</c>, that can be told to wait before it answers.</summary>
internal sealed class OneKeyStore(string value, params string[] plans) : IApiKeyStore
{
    /// <summary>Set to hold every look-up until it completes.</summary>
    public Task Answers { get; init; } = Task.CompletedTask;

    public async ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await Answers.WaitAsync(cancellationToken);
        return hash == ApiKey.ComputeHash(value) ? new ApiKey { Id = "stored", Hash = hash, Plans = plans } : null;
    }
}
