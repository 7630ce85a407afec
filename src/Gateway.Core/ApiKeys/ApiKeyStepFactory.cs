using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;

namespace Gateway.Core.ApiKeys;

internal sealed class ApiKeyStepFactory(ApiKeysOptions options, ApiKeyDirectory directory) : IGatewayStepFactory
{
    private readonly ApiKeyStep _step = new(new ApiKeyReader(options), directory);

    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.ApiKey);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ICallerRequiredMetadata>() is { RequiresCaller: true } ? _step : null;
}
