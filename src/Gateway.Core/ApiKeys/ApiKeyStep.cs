using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.ApiKeys;

/// <summary>Finds out who calls. A known key takes one dictionary look-up and no allocation.</summary>
internal sealed class ApiKeyStep(ApiKeyReader reader, ApiKeyDirectory directory, InMemoryApiKeyStore configured) : IBoundStep
{
    public GatewayDelegate Bind(GatewayDelegate next) => gateway => InvokeAsync(gateway, next);

    public Task InvokeAsync(GatewayContext gateway, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        if (!reader.TryRead(feature, out var value, out var failure))
        {
            return gateway.RejectAsync(RejectionReason.ApiKeyInvalid, new ApiKeyRejection(failure, null));
        }

        if (directory.TryGetKnown(value, configured, feature.Timestamp, out var identity))
        {
            feature.Identity = identity;
            return next(gateway);
        }

        return LookUpAsync(gateway, value, next);
    }

    private async Task LookUpAsync(GatewayContext gateway, string value, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var aborted = feature.HttpContext.RequestAborted;
        var pending = directory.LookUpAsync(value, configured, feature.Timestamp, aborted);
        if (!pending.IsCompleted)
        {
            feature.ForgetTimestamp();
        }

        ApiKeyLookup lookup;
        try
        {
            lookup = await pending;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            return;
        }

        if (lookup.Identity is { } identity)
        {
            feature.Identity = identity;
            await next(gateway);
        }
        else if (lookup.IsStoreAvailable)
        {
            await gateway.RejectAsync(RejectionReason.ApiKeyInvalid, new ApiKeyRejection(lookup.Failure, ApiKeyFormat.Mask(value)));
        }
        else
        {
            await gateway.RejectAsync(RejectionReason.StoreUnavailable, new StoreUnavailableRejection(ApiKeyStoreClient.HealthPart));
        }
    }
}
