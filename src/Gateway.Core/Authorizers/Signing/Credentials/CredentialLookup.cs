namespace Gateway.Core.Authorizers.Signing.Credentials;

/// <summary>A credential, or none, or no answer.</summary>
internal readonly record struct CredentialLookup(KnownCredential? Known, bool IsStoreAvailable)
{
    public static CredentialLookup NotFound => new(null, IsStoreAvailable: true);

    public static CredentialLookup Unavailable => new(null, IsStoreAvailable: false);
}
