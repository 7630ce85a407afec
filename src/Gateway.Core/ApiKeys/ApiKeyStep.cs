using Gateway.Core.ApiKeys.Lookup;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.ApiKeys;

/// <summary>Finds out who calls. A known key takes one dictionary look-up and no allocation.</summary>
internal sealed class ApiKeyStep(
    ApiKeyReader reader,
    ApiKeyDirectory directory,
    InMemoryApiKeyStore configured,
    FailedCredentialLimiter failures) : IBoundStep
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

    /// <summary>
    /// A typing error costs nobody anything; a good key of code or configuration is in memory; and a known key that is due is looked up
    /// whatever else its address has sent. What is left is a first sight, which can be a guess.
    /// </summary>
    private Task Prove(GatewayContext gateway, string value, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        if (!ApiKeyFormat.IsWellFormed(value))
        {
            return gateway.RejectAsync(
                RejectionReason.ApiKeyInvalid, new ApiKeyRejection(ApiKeyFailure.Malformed, ApiKeyFormat.Mask(value)));
        }

        var hash = ApiKeyHash.Compute(value);
        if (directory.TryGetConfigured(value, hash, configured, feature.Timestamp, out var identity))
        {
            feature.Identity = identity;
            return next(gateway);
        }

        var attempt = default(AddressReservation);
        return directory.IsFirstSight(value, feature.Timestamp)
            && !failures.TryBegin(feature.HttpContext, feature.Timestamp, out attempt, out var wait)
            ? gateway.RejectAsync(RejectionReason.TooManyFailedCredentials, new FailedCredentialRejection(wait))
            : LookUpAsync(gateway, value, hash, attempt, next);
    }

    private async Task LookUpAsync(GatewayContext gateway, string value, ApiKeyHash hash, AddressReservation attempt, GatewayDelegate next)
    {
        var feature = gateway.Feature;
        var context = feature.HttpContext;
        var aborted = context.RequestAborted;
        var hasFailed = false;
        ApiKeyLookup lookup;
        try
        {
            var pending = directory.LookUpAsync(value, hash, configured, feature.Timestamp, aborted);
            if (!pending.IsCompleted)
            {
                feature.ForgetTimestamp();
            }

            lookup = await pending;
            hasFailed = lookup.Identity is null && lookup.IsStoreAvailable;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The look-up goes on without its client, who must not guess for nothing by hanging up each time.
            hasFailed = true;
            return;
        }
        finally
        {
            // Whatever follows may take hours, or throw.
            failures.End(context, attempt, feature.Timestamp, hasFailed);
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
