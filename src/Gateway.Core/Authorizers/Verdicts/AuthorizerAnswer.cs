using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>What a call gave: a verdict, or the reason why there is none.</summary>
internal readonly record struct AuthorizerAnswer(AuthorizerVerdict? Verdict, RejectionReason? Failure)
{
    public static AuthorizerAnswer Failed(RejectionReason reason) => new(null, reason);
}
