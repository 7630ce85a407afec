using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gateway.Core.Authorizers.Signing.Credentials;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Limits;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>
/// Finds out who has signed a request: form, scope and time first, then the credential, then the signature, and the body as late as
/// possible. Where the client sends the body's hash, not a byte of the body is read for a signature that is wrong.
/// </summary>
internal sealed class SignatureAuthentication
{
    private readonly SignatureOptions _options;
    private readonly SigningCredentialDirectory _credentials;
    private readonly FailedCredentialLimiter _failures;
    private readonly TimeProvider _timeProvider;
    private readonly SignatureClaimReader _reader;
    private readonly SignatureVerifier _verifier;
    private readonly SigningKeys _nobody;

    public SignatureAuthentication(
        SignatureOptions options, SigningCredentialDirectory credentials, FailedCredentialLimiter failures, TimeProvider timeProvider)
    {
        var scope = new SignatureScope(options);
        _options = options;
        _credentials = credentials;
        _failures = failures;
        _timeProvider = timeProvider;
        _reader = new SignatureClaimReader(options, scope, timeProvider);
        _verifier = new SignatureVerifier(options, scope);
        _nobody = new SigningKeys("nobody", options.Region, options.Service);
    }

    /// <summary>Completes at once for a known credential whose request has arrived whole.</summary>
    /// <exception cref="OperationCanceledException">The client has gone; this is neither an error nor a refusal.</exception>
    public ValueTask<SignatureOutcome> AuthenticateAsync(GatewayFeature feature)
    {
        var failure = _reader.Read(feature, out var claim);
        if (claim is null)
        {
            return new(SignatureOutcome.Failed(failure));
        }

        return _credentials.TryGetKnown(claim.AccessKeyId, feature.Timestamp, out var known)
            ? VerifyAsync(feature, claim, known)
            : LookUpAsync(feature, claim);
    }

    private async ValueTask<SignatureOutcome> LookUpAsync(GatewayFeature feature, SignatureClaim claim)
    {
        var context = feature.HttpContext;
        var attempt = default(AddressReservation);
        var isFirstSight = _credentials.IsFirstSight(claim.AccessKeyId, feature.Timestamp);
        if (isFirstSight && !_credentials.IsAsking(claim.AccessKeyId) && !_failures.TryBegin(context, feature.Timestamp, out attempt, out var wait))
        {
            return SignatureOutcome.Failed(SignatureFailure.TooManyFailures, wait);
        }

        // The look-up goes on without its client, who must not guess for nothing by hanging up each time.
        var hasFailed = true;
        CredentialLookup lookup;
        try
        {
            var pending = _credentials.FindAsync(claim.AccessKeyId, isFirstSight, context.RequestAborted);
            if (!pending.IsCompleted)
            {
                feature.ForgetTimestamp();
            }

            lookup = await pending;
            hasFailed = lookup.Known is null && lookup.IsStoreAvailable;
        }
        finally
        {
            _failures.End(context, attempt, feature.Timestamp, hasFailed);
        }

        if (lookup.Known is { } known)
        {
            return await VerifyAsync(feature, claim, known);
        }

        if (!lookup.IsStoreAvailable)
        {
            return SignatureOutcome.Failed(SignatureFailure.StoreUnavailable);
        }

        // What a known credential with a wrong signature costs too.
        _verifier.IsSignedBy(_nobody, claim, feature, claim.PayloadHash ?? PayloadHash.OfNothing);
        return SignatureOutcome.Failed(SignatureFailure.UnknownCredential);
    }

    private ValueTask<SignatureOutcome> VerifyAsync(GatewayFeature feature, SignatureClaim claim, KnownCredential known)
    {
        if (claim.PayloadHash is { } claimed)
        {
            var failure = Judge(feature, claim, known, claimed);
            if (failure != SignatureFailure.None || claim.IsPayloadUnsigned)
            {
                return new(Conclude(failure, known));
            }
        }

        var pending = RequestBody.PeekAsync(feature, _options.MaxBodyBytes);
        return pending.IsCompletedSuccessfully
            ? new(JudgeWithBody(feature, claim, known, pending.Result))
            : AwaitBodyAsync(feature, claim, known, pending);
    }

    private async ValueTask<SignatureOutcome> AwaitBodyAsync(
        GatewayFeature feature, SignatureClaim claim, KnownCredential known, ValueTask<PeekedBody> pending) =>
        JudgeWithBody(feature, claim, known, await pending);

    private SignatureOutcome JudgeWithBody(GatewayFeature feature, SignatureClaim claim, KnownCredential known, PeekedBody body)
    {
        if (body.IsTooLarge)
        {
            return SignatureOutcome.Failed(SignatureFailure.BodyTooLarge);
        }

        if (body.IsMalformed)
        {
            // What cannot be read is not what was signed; it has no bytes, and must not pass for an empty body.
            return SignatureOutcome.Failed(SignatureFailure.PayloadMismatch);
        }

        if (claim.PayloadHash is { } claimed)
        {
            return Conclude(PayloadHash.IsOf(body.Bytes, claimed) ? SignatureFailure.None : SignatureFailure.PayloadMismatch, known);
        }

        Span<char> hash = stackalloc char[PayloadHash.Length];
        PayloadHash.Write(body.Bytes, hash);
        return Conclude(Judge(feature, claim, known, hash), known);
    }

    private SignatureFailure Judge(GatewayFeature feature, SignatureClaim claim, KnownCredential known, ReadOnlySpan<char> payloadHash)
    {
        // Both are always computed, so that the answer's time does not tell which of them was wrong.
        var isSigned = _verifier.IsSignedBy(known.Keys, claim, feature, payloadHash);
        var hasToken = AreEqual(claim.SecurityToken, known.Credential.SessionToken);
        if (!isSigned || !hasToken)
        {
            return SignatureFailure.Invalid;
        }

        // Told only to whoever has the secret.
        return known.Credential.ExpiresAt <= _timeProvider.GetUtcNow() ? SignatureFailure.CredentialExpired : SignatureFailure.None;
    }

    private static SignatureOutcome Conclude(SignatureFailure failure, KnownCredential known) =>
        failure == SignatureFailure.None ? SignatureOutcome.Verified(known.Credential) : SignatureOutcome.Failed(failure);

    private static bool AreEqual(string? presented, string? expected) =>
        presented is null == expected is null
        && CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(presented.AsSpan()), MemoryMarshal.AsBytes(expected.AsSpan()));
}
