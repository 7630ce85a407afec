using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>Proves a value that is not known, or not any more: the one path for the step and the authentication scheme.</summary>
internal sealed class ApiKeyVerifier(ApiKeyDirectory directory, FailedCredentialLimiter failures, TimeProvider timeProvider)
{
    /// <summary>
    /// A typing error costs nobody anything; a good key of code or configuration is in memory; and a known key that is due is looked up
    /// whatever else its address has sent. What is left is a first sight, which can be a guess.
    /// </summary>
    public ValueTask<ApiKeyProof> ProveAsync(HttpContext context, string value, InMemoryApiKeyStore configured, long timestamp)
    {
        if (ApiKeyProofFeature.TryGet(context, value, configured, out var earlier))
        {
            return new(earlier);
        }

        if (!ApiKeyFormat.IsWellFormed(value))
        {
            return new(ApiKeyProof.Invalid(ApiKeyFailure.Malformed, value));
        }

        var hash = ApiKeyHash.Compute(value);
        if (directory.TryGetConfigured(value, hash, configured, timestamp, out var identity))
        {
            return new(ApiKeyProof.Of(identity));
        }

        return directory.IsFirstSight(value, timestamp) && !failures.MayTry(context, timestamp, out var wait)
            ? new(ApiKeyProof.Refused(RejectionReason.TooManyFailedCredentials, new FailedCredentialRejection(wait)))
            : LookUpAsync(context, value, hash, configured, timestamp);
    }

    private async ValueTask<ApiKeyProof> LookUpAsync(
        HttpContext context,
        string value,
        ApiKeyHash hash,
        InMemoryApiKeyStore configured,
        long timestamp)
    {
        var aborted = context.RequestAborted;
        ApiKeyLookup lookup;
        try
        {
            lookup = await directory.LookUpAsync(value, hash, configured, timestamp, aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The look-up goes on without its client, who must not guess for nothing by hanging up each time. Nobody is answered.
            lookup = ApiKeyLookup.Failed(ApiKeyFailure.Unknown);
        }

        if (lookup.Identity is { } identity)
        {
            return ApiKeyProof.Of(identity);
        }

        if (!lookup.IsStoreAvailable)
        {
            return ApiKeyProof.Refused(RejectionReason.StoreUnavailable, new StoreUnavailableRejection(ApiKeyStoreClient.HealthPart));
        }

        failures.CountFailure(context, timeProvider.GetTimestamp());
        return ApiKeyProof.Invalid(lookup.Failure, value);
    }
}
