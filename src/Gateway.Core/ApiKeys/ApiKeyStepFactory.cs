using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys;

internal sealed class ApiKeyStepFactory(ApiKeysOptions options, ApiKeyDirectory directory, ApiKeyVerifier verifier) : IGatewayStepFactory
{
    private readonly ApiKeyReader _reader = new(options);

    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.ApiKey);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ICallerRequiredMetadata>() is { RequiresCaller: true }
            ? new ApiKeyStep(_reader, directory, endpoint.Definitions.Get<InMemoryApiKeyStore>(), verifier)
            : null;
}
