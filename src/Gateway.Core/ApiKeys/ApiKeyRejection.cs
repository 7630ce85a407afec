using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.ApiKeys;

/// <summary>Why a presented credential was refused. The client sees the same answer for all of them.</summary>
/// <param name="Failure">What was wrong.</param>
/// <param name="Key">The label and the last four characters of the presented value, or null when there was none.</param>
public sealed record ApiKeyRejection(ApiKeyFailure Failure, string? Key) : RejectionDetail;
