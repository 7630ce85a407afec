using System.Buffers;
using Gateway.Core.Authorizers.Signing.Canonical;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>Reads the claim of a request, in the one or the other form, and checks whatever needs neither credential nor body.</summary>
internal sealed class SignatureClaimReader(SignatureOptions options, SignatureScope scope, TimeProvider timeProvider)
{
    private const int HashLength = 64;

    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");

    public SignatureFailure Read(GatewayFeature feature, out SignatureClaim? claim)
    {
        claim = null;
        var headers = feature.RequestHeaders;
        var authorization = headers.Authorization;
        if (RequestTarget.Find(feature.HttpContext) is not { } target)
        {
            return authorization.Count == 0 ? SignatureFailure.Missing : SignatureFailure.Malformed;
        }

        if (!QuerySignature.TryRead(RequestTarget.Of(target).Query, out var presigned))
        {
            return SignatureFailure.Malformed;
        }

        if (authorization.Count == 0)
        {
            return presigned is null ? SignatureFailure.Missing : ReadQuery(presigned, headers, target, out claim);
        }

        // Whoever sends two of them means two different requests.
        return authorization.Count == 1 && presigned is null
            ? ReadHeader(authorization.ToString(), headers, target, out claim)
            : SignatureFailure.Malformed;
    }

    private SignatureFailure ReadHeader(string authorization, IHeaderDictionary headers, string target, out SignatureClaim? claim)
    {
        claim = null;
        var dates = headers[SignatureNames.Date];
        var tokens = headers[SignatureNames.SecurityToken];
        if (dates.Count != 1 || tokens.Count > 1 || !AuthorizationValue.TryParse(authorization, out var value))
        {
            return SignatureFailure.Malformed;
        }

        var payload = ReadPayloadHash(headers, inQuery: null, out var payloadHash);
        return payload != SignatureFailure.None ? payload : Check(
            new Parts(value.Credential.Span, dates.ToString(), lifetime: null, value.SignedHeaders, value.Signature),
            headers, target, tokens.Count == 0 ? null : tokens.ToString(), payloadHash, out claim);
    }

    private SignatureFailure ReadQuery(QuerySignature presigned, IHeaderDictionary headers, string target, out SignatureClaim? claim)
    {
        claim = null;
        if (!presigned.IsComplete
            || presigned.Lifetime is not { } lifetime
            || lifetime > options.MaxPresignedLifetime
            || headers.ContainsKey(SignatureNames.SecurityToken))
        {
            return SignatureFailure.Malformed;
        }

        var payload = ReadPayloadHash(headers, presigned.PayloadHash, out var payloadHash);
        return payload != SignatureFailure.None ? payload : Check(
            new Parts(presigned.Credential, presigned.Date!, lifetime, presigned.SignedHeaders.AsMemory(), presigned.Signature.AsMemory()),
            headers, target, presigned.SecurityToken, payloadHash, out claim);
    }

    private SignatureFailure Check(
        Parts parts, IHeaderDictionary headers, string target, string? securityToken, string? payloadHash, out SignatureClaim? claim)
    {
        claim = null;
        if (!SignatureScope.TryParseTimestamp(parts.Timestamp, out var signedAt)
            || !IsHash(parts.Signature.Span)
            || !CanonicalHeaders.IsComplete(parts.SignedHeaders.Span, headers))
        {
            return SignatureFailure.Malformed;
        }

        var failure = scope.Check(parts.Credential, parts.Timestamp, out var accessKeyId);
        if (failure == SignatureFailure.None && !scope.IsInWindow(signedAt, parts.Lifetime, timeProvider.GetUtcNow()))
        {
            failure = SignatureFailure.OutOfWindow;
        }

        claim = failure != SignatureFailure.None ? null : new SignatureClaim
        {
            AccessKeyId = accessKeyId,
            Timestamp = parts.Timestamp,
            SignedAt = signedAt,
            Lifetime = parts.Lifetime,
            SignedHeaders = parts.SignedHeaders,
            Signature = parts.Signature,
            SecurityToken = securityToken,
            PayloadHash = payloadHash,
            Target = target,
        };
        return failure;
    }

    private SignatureFailure ReadPayloadHash(IHeaderDictionary headers, string? inQuery, out string? payloadHash)
    {
        var values = headers[SignatureNames.PayloadHash];
        payloadHash = values.Count == 0 ? inQuery : values.ToString();
        return payloadHash switch
        {
            null => SignatureFailure.None,
            _ when values.Count > 1 || (values.Count == 1 && inQuery is not null) => SignatureFailure.Malformed,
            SignatureNames.UnsignedPayload => options.AllowUnsignedPayload ? SignatureFailure.None : SignatureFailure.UnsignedPayload,
            _ when payloadHash.StartsWith("STREAMING-", StringComparison.Ordinal) => SignatureFailure.ChunkedPayload,
            _ => IsHash(payloadHash) ? SignatureFailure.None : SignatureFailure.Malformed,
        };
    }

    // In lower case only, as every signer writes it: one signature has one form.
    private static bool IsHash(ReadOnlySpan<char> text) => text.Length == HashLength && !text.ContainsAnyExcept(HashDigits);

    private readonly ref struct Parts(
        ReadOnlySpan<char> credential, string timestamp, TimeSpan? lifetime, ReadOnlyMemory<char> signedHeaders, ReadOnlyMemory<char> signature)
    {
        public ReadOnlySpan<char> Credential { get; } = credential;

        public string Timestamp { get; } = timestamp;

        public TimeSpan? Lifetime { get; } = lifetime;

        public ReadOnlyMemory<char> SignedHeaders { get; } = signedHeaders;

        public ReadOnlyMemory<char> Signature { get; } = signature;
    }
}
