using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>Why a signed request was refused; the client sees less of it.</summary>
internal sealed record SignatureRejection(SignatureFailure Failure) : RejectionDetail;
