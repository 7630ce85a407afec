using Gateway.Core.Pipeline.Rejections;

namespace Gateway.Core.Authorizers.Verdicts;

/// <summary>What a call gave: a verdict, or the reason why there is none.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Failure">The reason why there is none.</param>
/// <param name="Reach">Where the one who asked did so: there a plain verdict counts for others who waited.</param>
/// <param name="IsAborted">Whether the client of the one who asked has gone, which may be why it failed.</param>
internal readonly record struct AuthorizerAnswer(
    AuthorizerVerdict? Verdict,
    RejectionReason? Failure,
    VerdictReach Reach = default,
    bool IsAborted = false)
{
    public static AuthorizerAnswer Failed(RejectionReason reason) => new(null, reason);

    public bool CountsFor(VerdictReach reach) => Verdict is null ? !IsAborted : Verdict.IsPolicy || Reach == reach;
}
