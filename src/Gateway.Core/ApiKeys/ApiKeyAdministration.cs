using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys;

internal sealed class ApiKeyAdministration(ApiKeyDirectory directory, LiveConnections connections) : IApiKeyAdministration
{
    public void Invalidate(string keyId)
    {
        directory.Invalidate(keyId);

        // Not awaited: it may ask the store, and lets nothing out.
        _ = connections.CheckAsync(keyId);
    }
}
