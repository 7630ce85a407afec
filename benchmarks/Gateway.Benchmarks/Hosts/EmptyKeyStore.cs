using Gateway.Core.ApiKeys;

namespace Gateway.Benchmarks.Hosts;

/// <summary>A store of the app's own that has no key, and says so at once.</summary>
internal sealed class EmptyKeyStore : IApiKeyStore
{
    public ValueTask<ApiKey?> FindAsync(string hash, CancellationToken cancellationToken) => default;
}
