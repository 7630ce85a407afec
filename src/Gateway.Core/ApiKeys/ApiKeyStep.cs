using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.ApiKeys;

/// <summary>Finds out who calls. A known key takes one dictionary look-up and no allocation.</summary>
internal sealed class ApiKeyStep(
    ApiKeyReader reader,
    ApiKeyDirectory directory,
    InMemoryApiKeyStore configured,
    ApiKeyVerifier verifier) : IBoundStep
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

        return Prove(gateway, value, next);
    }

    private Task Prove(GatewayContext gateway, string value, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var pending = verifier.ProveAsync(feature.HttpContext, value, configured, feature.Timestamp);
        if (pending.IsCompletedSuccessfully)
        {
            return Conclude(gateway, pending.Result, next);
        }

        feature.ForgetTimestamp();
        return ConcludeAsync(gateway, pending, next);
    }

    private static async Task ConcludeAsync(GatewayContext gateway, ValueTask<ApiKeyProof> pending, GatewayDelegate next) =>
        await Conclude(gateway, await pending, next);

    private static Task Conclude(GatewayContext gateway, ApiKeyProof proof, GatewayDelegate next)
    {
        if (proof.Refusal is { } reason)
        {
            return gateway.RejectAsync(reason, proof.Detail);
        }

        gateway.Feature.Identity = proof.Identity;
        return next(gateway);
    }
}
