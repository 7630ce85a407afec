using System.Buffers;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// Why a request is refused. The static members are the gateway's own reasons; another package makes its own and keeps them in
/// static fields.
/// </summary>
/// <remarks>
/// In Amazon API Gateway's mode the gateway's own reasons have that service's statuses and messages. Status, headers and body can be
/// replaced per reason by its <see cref="Name"/>.
/// </remarks>
public sealed class RejectionReason
{
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Creates a reason for another package's step.</summary>
    /// <param name="name">
    /// Its name in configuration, metrics and bodies: lower-case words joined by <c>_</c>. A fixed set, because it is a metric tag.
    /// </param>
    /// <param name="status">The status code, 400 to 599.</param>
    /// <param name="detail">One sentence for the client: what is wrong and what would be right. No values of the request.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="name"/> has other characters than lower-case letters, digits and <c>_</c>, or <paramref name="detail"/> is empty.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not 400 to 599.</exception>
    public RejectionReason(string name, int status, string detail)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(detail);
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        if (name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException($"'{name}' must be lower-case words joined by '_', such as 'rate_exceeded'.", nameof(name));
        }

        Name = name;
        Status = status;
        Detail = detail;
    }

    /// <summary>The API key is missing, malformed, unknown, disabled or expired; the client cannot tell which.</summary>
    public static RejectionReason ApiKeyInvalid => RejectionReasonTable.ApiKeyInvalid;

    /// <summary>The API key is good, but none of its plans covers the endpoint and stage.</summary>
    public static RejectionReason PlanNotCovered => RejectionReasonTable.PlanNotCovered;

    /// <summary>The caller's rate and burst are used up for now.</summary>
    public static RejectionReason RateExceeded => RejectionReasonTable.RateExceeded;

    /// <summary>The caller's quota is used up for this period.</summary>
    public static RejectionReason QuotaExceeded => RejectionReasonTable.QuotaExceeded;

    /// <summary>The caller has as many requests under way as its plan allows at once.</summary>
    public static RejectionReason ConcurrencyExceeded => RejectionReasonTable.ConcurrencyExceeded;

    /// <summary>The app's own limiter, which the usage plan gives its callers, refused.</summary>
    public static RejectionReason LimiterExceeded => RejectionReasonTable.LimiterExceeded;

    /// <summary>A limit for all callers together, of the endpoint, of several endpoints or of the stage, is used up for now.</summary>
    public static RejectionReason ThrottleExceeded => RejectionReasonTable.ThrottleExceeded;

    /// <summary>A store that the decision needs does not answer, or too many look-ups are under way.</summary>
    public static RejectionReason StoreUnavailable => RejectionReasonTable.StoreUnavailable;

    /// <summary>More callers are active than the gateway keeps state for.</summary>
    public static RejectionReason TooManyCallers => RejectionReasonTable.TooManyCallers;

    /// <summary>The rate that every client address has on the endpoint is used up for now.</summary>
    public static RejectionReason AddressRateExceeded => RejectionReasonTable.AddressRateExceeded;

    /// <summary>The client's address has presented too many wrong credentials; one that is not known is not looked up for now.</summary>
    public static RejectionReason TooManyFailedCredentials => RejectionReasonTable.TooManyFailedCredentials;

    /// <summary>An authorizer found no credential, or recognised nobody by it.</summary>
    public static RejectionReason IdentityMissing => RejectionReasonTable.IdentityMissing;

    /// <summary>An authorizer threw an exception or did not answer in time.</summary>
    public static RejectionReason AuthorizerFailed => RejectionReasonTable.AuthorizerFailed;

    /// <summary>An authorizer's answer cannot be used, or two authorizers contradict one another.</summary>
    public static RejectionReason AuthorizerMisconfigured => RejectionReasonTable.AuthorizerMisconfigured;

    /// <summary>Neither the endpoint's resource policy nor its authorizer allows the request.</summary>
    public static RejectionReason AccessDenied => RejectionReasonTable.AccessDenied;

    /// <summary>The endpoint's resource policy, or its authorizer, denies the request, whatever else allows it.</summary>
    public static RejectionReason ExplicitlyDenied => RejectionReasonTable.ExplicitlyDenied;

    /// <summary>The endpoint's policies cannot be enforced, so nothing of it is served.</summary>
    public static RejectionReason EndpointMisconfigured => RejectionReasonTable.EndpointMisconfigured;

    /// <summary>The request is not signed.</summary>
    public static RejectionReason SignatureMissing => RejectionReasonTable.SignatureMissing;

    /// <summary>The request's signature is incomplete, in a form that is not accepted, or leaves unsigned what must be signed.</summary>
    public static RejectionReason SignatureMalformed => RejectionReasonTable.SignatureMalformed;

    /// <summary>
    /// The request's signature is not the right one, its time is out of the window, or, outside of Amazon API Gateway's mode, its credential
    /// is not known; the client cannot tell which.
    /// </summary>
    public static RejectionReason SignatureInvalid => RejectionReasonTable.SignatureInvalid;

    /// <summary>The access key id of a signed request is not known or disabled. Only in Amazon API Gateway's mode, which tells it apart.</summary>
    public static RejectionReason CredentialUnknown => RejectionReasonTable.CredentialUnknown;

    /// <summary>The request is signed well, by a credential that has expired.</summary>
    public static RejectionReason CredentialExpired => RejectionReasonTable.CredentialExpired;

    /// <summary>The request's body is larger than the gateway looks at.</summary>
    public static RejectionReason BodyTooLarge => RejectionReasonTable.BodyTooLarge;

    /// <summary>The request's body has several content encodings, or another than gzip, deflate and br.</summary>
    public static RejectionReason EncodingUnsupported => RejectionReasonTable.EncodingUnsupported;

    /// <summary>The request's content type is not one that the endpoint accepts.</summary>
    public static RejectionReason MediaTypeUnsupported => RejectionReasonTable.MediaTypeUnsupported;

    /// <summary>Parameters of the request are missing or not as their schemas want them; its body may be wrong, too.</summary>
    public static RejectionReason ParametersInvalid => RejectionReasonTable.ParametersInvalid;

    /// <summary>The request's body is missing, no JSON, or not as its schema wants it.</summary>
    public static RejectionReason BodyInvalid => RejectionReasonTable.BodyInvalid;

    /// <summary>The request's body is over a bound of what is validated: too deep, too many values, too long, or too much work.</summary>
    public static RejectionReason BodyTooComplex => RejectionReasonTable.BodyTooComplex;

    /// <summary>The handler's response is not as its schema wants it, and the endpoint enforces that.</summary>
    public static RejectionReason ResponseInvalid => RejectionReasonTable.ResponseInvalid;

    /// <summary>The handler's response cannot be mapped (too large, encoded, or not of the type that the mapping is from), or the request in a way that is not the client's fault.</summary>
    public static RejectionReason MappingFailed => RejectionReasonTable.MappingFailed;

    /// <summary>Gets the reason's name in configuration, metrics and bodies.</summary>
    public string Name { get; }

    /// <summary>Gets the status code, before any replacement.</summary>
    public int Status { get; }

    /// <summary>Gets the sentence for the client.</summary>
    public string Detail { get; }

    /// <summary>Gets the name of the matching gateway response type of Amazon API Gateway, such as <c>THROTTLED</c>.</summary>
    /// <value>Null for a reason that the reference does not know.</value>
    public string? ResponseType { get; internal init; }

    /// <summary>What a 401 asks for (RFC 9110 §11.6.1): the scheme that would be right.</summary>
    internal string Challenge { get; init; } = "ApiKey";

    /// <summary>What a 415 says would be right (RFC 9110 §12.5.3), where the encoding was wrong and not the media type.</summary>
    internal string? AcceptEncoding { get; init; }

    internal int ReferenceStatus { get; init; }

    internal string? ReferenceMessage { get; init; }

    internal string? ReferenceErrorType { get; init; }

    /// <summary>Whether the reference's message is JSON's null, as for a failed authorizer.</summary>
    internal bool HasNullReferenceMessage { get; init; }

    /// <summary>The one member of the reference's body.</summary>
    internal string ReferenceMember { get; init; } = "message";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
