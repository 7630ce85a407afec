namespace Gateway.Core.Authorizers.Signing.Credentials;

/// <summary>A credential of the store, with what is derived from it.</summary>
internal sealed class KnownCredential(SigningCredential credential, SigningKeys keys, long askedAt)
{
    public SigningCredential Credential { get; } = credential;

    public SigningKeys Keys { get; } = keys;

    /// <summary>When the store was asked, because it may have looked at once and answered late.</summary>
    public long AskedAt { get; } = askedAt;
}
