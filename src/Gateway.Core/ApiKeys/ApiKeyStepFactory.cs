using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.ApiKeys;

internal sealed class ApiKeyStepFactory(ApiKeysOptions options, ApiKeyDirectory directory, FailedCredentialLimiter failures) : IGatewayStepFactory
{
    private readonly ApiKeyStep _step = new(new ApiKeyReader(options), directory, failures);

    public GatewayStepPosition Position => GatewayStepPosition.At(GatewayStepAnchor.ApiKey);

    public IGatewayStep? CreateStep(GatewayEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ICallerRequiredMetadata>() is { RequiresCaller: true } ? _step : null;
}
