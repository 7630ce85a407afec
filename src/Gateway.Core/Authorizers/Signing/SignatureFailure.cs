namespace Gateway.Core.Authorizers.Signing;

/// <summary>What was wrong with a request that had to be signed.</summary>
internal enum SignatureFailure
{
    /// <summary>Nothing: the signature is good.</summary>
    None = 0,

    /// <summary>The request carries neither an Authorization header nor a signature in its query.</summary>
    Missing,

    /// <summary>It is not a complete Signature Version 4, or says something that is not accepted, or leaves unsigned what must be signed.</summary>
    Malformed,

    /// <summary>It says UNSIGNED-PAYLOAD, which is not opted in.</summary>
    UnsignedPayload,

    /// <summary>It signs the body chunk by chunk (<c>STREAMING-…</c>), which is not supported.</summary>
    ChunkedPayload,

    /// <summary>No store knows the access key id, or the credential is disabled.</summary>
    UnknownCredential,

    /// <summary>Scope, session token or signature is not the right one.</summary>
    Invalid,

    /// <summary>The time of the signature is out of its window, or a presigned request has expired.</summary>
    OutOfWindow,

    /// <summary>The signature is good, but its credential has expired.</summary>
    CredentialExpired,

    /// <summary>The body is larger than it may be.</summary>
    BodyTooLarge,

    /// <summary>The signature is good, but the body is not the one that was signed.</summary>
    PayloadMismatch,

    /// <summary>The credential is not known here, and the store does not answer or is asked too often.</summary>
    StoreUnavailable,

    /// <summary>The address has presented too many unknown credentials; one not known here is not looked up for now.</summary>
    TooManyFailures,
}
