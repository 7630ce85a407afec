namespace Gateway.Core.Authorizers.Signing;

/// <summary>The words of Signature Version 4.</summary>
internal static class SignatureNames
{
    public const string Algorithm = "AWS4-HMAC-SHA256";
    public const string Terminator = "aws4_request";
    public const string UnsignedPayload = "UNSIGNED-PAYLOAD";

    public const string Date = "x-amz-date";
    public const string PayloadHash = "x-amz-content-sha256";
    public const string SecurityToken = "x-amz-security-token";

    public const string QueryAlgorithm = "X-Amz-Algorithm";
    public const string QueryCredential = "X-Amz-Credential";
    public const string QueryDate = "X-Amz-Date";
    public const string QueryExpires = "X-Amz-Expires";
    public const string QueryPayloadHash = "X-Amz-Content-Sha256";
    public const string QuerySecurityToken = "X-Amz-Security-Token";
    public const string QuerySignature = "X-Amz-Signature";
    public const string QuerySignedHeaders = "X-Amz-SignedHeaders";
}
