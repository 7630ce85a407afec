using System.Security.Cryptography;
using Gateway.Core.Authorizers.Signing.Canonical;
using Gateway.Core.Authorizers.Signing.Credentials;
using Gateway.Core.Pipeline;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>
/// Makes the signature anew and compares. What is hashed, then signed with a key derived from secret, date, region and service:
/// <code>
/// POST                                          method
/// /orders/42                                    path
/// a=1&amp;b=2                                       query
/// host:example.com                              each signed header
/// x-amz-date:20150830T123600Z
///                                               an empty line
/// host;x-amz-date                               names of the signed headers
/// e3b0c442…                                     hash of the body
/// </code>
/// </summary>
internal sealed class SignatureVerifier(SignatureOptions options, SignatureScope scope)
{
    private const int TypicalLength = 1024;
    private const int DateLength = 8;

    private static readonly string[] NotSigned = [SignatureNames.QuerySignature];
    private static readonly string[] NotSignedNorToken = [SignatureNames.QuerySignature, SignatureNames.QuerySecurityToken];

    /// <summary>
    /// Whether the signature is right for a body of that hash. The session token of a presigned request may be added after signing, as
    /// some services want it: it is compared by value anyway.
    /// </summary>
    public bool IsSignedBy(SigningKeys keys, SignatureClaim claim, GatewayFeature feature, ReadOnlySpan<char> payloadHash) =>
        Matches(keys, claim, feature, payloadHash, claim.IsPresigned ? NotSigned : [])
        || (claim is { IsPresigned: true, SecurityToken: not null } && Matches(keys, claim, feature, payloadHash, NotSignedNorToken));

    private bool Matches(
        SigningKeys keys, SignatureClaim claim, GatewayFeature feature, ReadOnlySpan<char> payloadHash, ReadOnlySpan<string> notSigned)
    {
        Span<byte> presented = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Convert.FromHexString(claim.Signature.Span, presented, out _, out _);
        var text = new PooledBytes(TypicalLength);
        try
        {
            AppendCanonicalRequest(ref text, claim, feature, payloadHash, notSigned);
            SHA256.HashData(text.Written, expected);
            text.Truncate(0);
            AppendStringToSign(ref text, claim, expected);
            HMACSHA256.HashData(keys.Get(claim.SignedAt, claim.Timestamp.AsSpan(0, DateLength)), text.Written, expected);
        }
        finally
        {
            text.Dispose();
        }

        return CryptographicOperations.FixedTimeEquals(presented, expected);
    }

    private void AppendCanonicalRequest(
        ref PooledBytes text, SignatureClaim claim, GatewayFeature feature, ReadOnlySpan<char> payloadHash, ReadOnlySpan<string> notSigned)
    {
        var target = RequestTarget.Of(claim.Target);
        text.Append(feature.HttpContext.Request.Method);
        text.Append((byte)'\n');
        CanonicalPath.Append(ref text, target.Path, options.NormalizePath);
        text.Append((byte)'\n');
        CanonicalQuery.Append(ref text, target.Query, notSigned);
        text.Append((byte)'\n');
        CanonicalHeaders.Append(ref text, claim.SignedHeaders.Span, feature.RequestHeaders);
        text.Append((byte)'\n');
        text.Append(claim.SignedHeaders.Span);
        text.Append((byte)'\n');
        text.Append(payloadHash);
    }

    private void AppendStringToSign(ref PooledBytes text, SignatureClaim claim, ReadOnlySpan<byte> hash)
    {
        Span<char> digits = stackalloc char[2 * SHA256.HashSizeInBytes];
        Convert.TryToHexStringLower(hash, digits, out _);
        text.Append(SignatureNames.Algorithm + "\n");
        text.Append(claim.Timestamp);
        text.Append((byte)'\n');
        text.Append(claim.Timestamp.AsSpan(0, DateLength));
        text.Append(scope.Suffix);
        text.Append((byte)'\n');
        text.Append(digits);
    }
}
