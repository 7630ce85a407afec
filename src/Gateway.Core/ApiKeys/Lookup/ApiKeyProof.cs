using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.ApiKeys.Lookup;

/// <summary>What presenting a value came to: a caller, or why the request is refused.</summary>
internal readonly record struct ApiKeyProof(CallerIdentity? Identity, RejectionReason? Refusal, RejectionDetail? Detail)
{
    public static ApiKeyProof Of(CallerIdentity identity) => new(identity, null, null);

    public static ApiKeyProof Refused(RejectionReason reason, RejectionDetail detail) => new(null, reason, detail);

    public static ApiKeyProof Invalid(ApiKeyFailure failure, string? value) =>
        Refused(RejectionReason.ApiKeyInvalid, new ApiKeyRejection(failure, value is null ? null : ApiKeyFormat.Mask(value)));
}
