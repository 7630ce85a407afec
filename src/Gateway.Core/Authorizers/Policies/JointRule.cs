namespace Gateway.Core.Authorizers.Policies;

/// <summary>How an authorizer's outcome and a resource policy are joined.</summary>
internal enum JointRule
{
    /// <summary>Table A: caller and API are of one account, and either side's Allow suffices.</summary>
    SameAccount,

    /// <summary>Table B: the caller is of another account, and both sides must allow.</summary>
    CrossAccount,

    /// <summary>A user pool's token says who calls, not what they may: the policy must allow.</summary>
    PolicyMustAllow,
}
