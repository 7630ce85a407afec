using Gateway.Core.Authorizers.Signing.Credentials;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>The refusal for each outcome.</summary>
internal static class SignatureRejections
{
    public static Task RejectAsync(this GatewayContext gateway, SignatureOutcome outcome, GatewayMode mode) =>
        gateway.RejectAsync(GetReason(outcome.Failure, mode), GetDetail(outcome));

    /// <summary>
    /// Outside of the reference's mode an unknown credential is answered as a wrong signature, so that nobody finds out which access key
    /// ids exist; the reference itself tells them apart.
    /// </summary>
    public static RejectionReason GetReason(SignatureFailure failure, GatewayMode mode) => failure switch
    {
        SignatureFailure.Missing => RejectionReason.SignatureMissing,
        SignatureFailure.Malformed or SignatureFailure.UnsignedPayload or SignatureFailure.ChunkedPayload => RejectionReason.SignatureMalformed,
        SignatureFailure.UnknownCredential when mode == GatewayMode.AmazonApiGateway => RejectionReason.CredentialUnknown,
        SignatureFailure.CredentialExpired => RejectionReason.CredentialExpired,
        SignatureFailure.BodyTooLarge => RejectionReason.BodyTooLarge,
        SignatureFailure.StoreUnavailable => RejectionReason.StoreUnavailable,
        SignatureFailure.TooManyFailures => RejectionReason.TooManyFailedCredentials,
        _ => RejectionReason.SignatureInvalid,
    };

    private static RejectionDetail GetDetail(SignatureOutcome outcome) => outcome.Failure switch
    {
        SignatureFailure.StoreUnavailable => new StoreUnavailableRejection(SigningCredentialStoreClient.HealthPart),
        SignatureFailure.TooManyFailures => new FailedCredentialRejection(outcome.Wait),
        _ => new SignatureRejection(outcome.Failure),
    };
}
