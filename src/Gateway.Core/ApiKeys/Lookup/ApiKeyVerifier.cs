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

        var attempt = default(AddressReservation);
        return directory.IsFirstSight(value, hash, timestamp) && !failures.TryBegin(context, timestamp, out attempt, out var wait)
            ? new(ApiKeyProof.Refused(RejectionReason.TooManyFailedCredentials, new FailedCredentialRejection(wait)))
            : LookUpAsync(context, value, hash, configured, timestamp, attempt);
    }

    private async ValueTask<ApiKeyProof> LookUpAsync(
        HttpContext context,
        string value,
        ApiKeyHash hash,
        InMemoryApiKeyStore configured,
        long timestamp,
        AddressReservation attempt)
    {
        var aborted = context.RequestAborted;
        var hasFailed = false;
        ApiKeyLookup lookup;
        try
        {
            lookup = await directory.LookUpAsync(value, hash, configured, timestamp, aborted);
            hasFailed = lookup.Identity is null && lookup.IsStoreAvailable;
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The look-up goes on without its client, who must not guess for nothing by hanging up each time. Nobody is answered.
            hasFailed = true;
            lookup = ApiKeyLookup.Failed(ApiKeyFailure.Unknown);
        }
        finally
        {
            failures.End(context, attempt, timeProvider.GetTimestamp(), hasFailed);
        }

        return lookup.Identity is { } identity ? ApiKeyProof.Of(identity)
            : lookup.IsStoreAvailable ? ApiKeyProof.Invalid(lookup.Failure, value)
            : ApiKeyProof.Refused(RejectionReason.StoreUnavailable, new StoreUnavailableRejection(ApiKeyStoreClient.HealthPart));
    }
}
