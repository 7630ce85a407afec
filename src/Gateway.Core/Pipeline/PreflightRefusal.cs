using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Pipeline;

/// <summary>Why a CORS preflight is refused.</summary>
internal sealed record PreflightRefusal(RejectionReason Reason, RejectionDetail Detail);
