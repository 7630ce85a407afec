namespace Gateway.Core.Authorizers.Signing;

/// <summary>Who has signed the request, or why it is refused.</summary>
internal readonly record struct SignatureOutcome(SigningCredential? Credential, SignatureFailure Failure, TimeSpan Wait)
{
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Credential))]
    public bool IsVerified => Credential is not null;

    public static SignatureOutcome Verified(SigningCredential credential) => new(credential, SignatureFailure.None, default);

    public static SignatureOutcome Failed(SignatureFailure failure, TimeSpan wait = default) => new(null, failure, wait);
}
