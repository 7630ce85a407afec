using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Validation.Bodies;

/// <summary>Why a body is refused.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Errors">What is wrong in it, where it was looked at.</param>
internal sealed record BodyFinding(RejectionReason Reason, IReadOnlyList<RequestValidationError> Errors);
