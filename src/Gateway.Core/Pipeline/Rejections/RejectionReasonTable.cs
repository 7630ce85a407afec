namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// The one table of reasons. The reference's types, statuses and messages are those of its gateway responses.
/// </summary>
internal static class RejectionReasonTable
{
    private const string SignatureChallenge = "AWS4-HMAC-SHA256";

    public static readonly RejectionReason ApiKeyInvalid =
        new("api_key_invalid", 401, "A valid API key is required.")
        {
            ResponseType = "INVALID_API_KEY",
            ReferenceStatus = 403,
            ReferenceMessage = "Forbidden",
            ReferenceErrorType = "ForbiddenException",
        };

    public static readonly RejectionReason PlanNotCovered =
        new("plan_not_covered", 403, "No usage plan of this API key covers this endpoint.")
        {
            ResponseType = "INVALID_API_KEY",
            ReferenceStatus = 403,
            ReferenceMessage = "Forbidden",
            ReferenceErrorType = "ForbiddenException",
        };

    public static readonly RejectionReason RateExceeded =
        new("rate_exceeded", 429, "The request rate of the usage plan is exceeded. Retry after the time in the Retry-After header.")
        {
            ResponseType = "THROTTLED",
            ReferenceStatus = 429,
            ReferenceMessage = "Too Many Requests",
            ReferenceErrorType = "TooManyRequestsException",
        };

    public static readonly RejectionReason QuotaExceeded =
        new("quota_exceeded", 429, "The quota of the usage plan is used up. It resets after the time in the Retry-After header.")
        {
            ResponseType = "QUOTA_EXCEEDED",
            ReferenceStatus = 429,
            ReferenceMessage = "Limit Exceeded",
            ReferenceErrorType = "LimitExceededException",
        };

    public static readonly RejectionReason ConcurrencyExceeded =
        new("concurrency_exceeded", 429, "Too many requests of this caller are under way. Retry when one of them has ended.")
        {
            ResponseType = "THROTTLED",
            ReferenceStatus = 429,
            ReferenceMessage = "Too Many Requests",
            ReferenceErrorType = "TooManyRequestsException",
        };

    public static readonly RejectionReason LimiterExceeded =
        new("limiter_exceeded", 429, "The request limit of the usage plan is exceeded. Retry later.")
        {
            ResponseType = "THROTTLED",
            ReferenceStatus = 429,
            ReferenceMessage = "Too Many Requests",
            ReferenceErrorType = "TooManyRequestsException",
        };

    public static readonly RejectionReason ThrottleExceeded =
        new("throttle_exceeded", 429, "The request rate for all callers together is exceeded. Retry after the time in the Retry-After header.")
        {
            ResponseType = "THROTTLED",
            ReferenceStatus = 429,
            ReferenceMessage = "Too Many Requests",
            ReferenceErrorType = "TooManyRequestsException",
        };

    public static readonly RejectionReason StoreUnavailable =
        new("store_unavailable", 503, "The request cannot be decided right now. Retry after the time in the Retry-After header.")
        {
            ResponseType = "AUTHORIZER_FAILURE",
            ReferenceStatus = 500,
            ReferenceMessage = "Internal server error",
            ReferenceErrorType = "InternalServerErrorException",
        };

    public static readonly RejectionReason TooManyCallers =
        new("too_many_callers", 503, "Too many callers are active. Retry after the time in the Retry-After header.")
        {
            ResponseType = "API_CONFIGURATION_ERROR",
            ReferenceStatus = 500,
            ReferenceMessage = "Internal server error",
            ReferenceErrorType = "InternalServerErrorException",
        };

    public static readonly RejectionReason AddressRateExceeded =
        new("address_rate_exceeded", 429, "The request rate of this address is exceeded. Retry after the time in the Retry-After header.")
        {
            ResponseType = "THROTTLED",
            ReferenceStatus = 429,
            ReferenceMessage = "Too Many Requests",
            ReferenceErrorType = "TooManyRequestsException",
        };

    public static readonly RejectionReason TooManyFailedCredentials =
        new("too_many_failed_credentials", 429, "Too many credentials from this address were wrong. Retry after the time in the Retry-After header.")
        {
            ResponseType = "THROTTLED",
            ReferenceStatus = 429,
            ReferenceMessage = "Too Many Requests",
            ReferenceErrorType = "TooManyRequestsException",
        };

    public static readonly RejectionReason IdentityMissing =
        new("identity_missing", 401, "A valid credential for this endpoint is required.")
        {
            ResponseType = "UNAUTHORIZED",
            ReferenceStatus = 401,
            ReferenceMessage = "Unauthorized",
            ReferenceErrorType = "UnauthorizedException",
            Challenge = "Bearer",
        };

    public static readonly RejectionReason AuthorizerFailed =
        new("authorizer_failed", 500, "The request could not be authorized because of an error on the server.")
        {
            ResponseType = "AUTHORIZER_FAILURE",
            ReferenceStatus = 500,
            HasNullReferenceMessage = true,
            ReferenceErrorType = "AuthorizerFailureException",
        };

    public static readonly RejectionReason AuthorizerMisconfigured =
        new("authorizer_misconfigured", 500, "The request could not be authorized because of an error on the server.")
        {
            ResponseType = "AUTHORIZER_CONFIGURATION_ERROR",
            ReferenceStatus = 500,
            HasNullReferenceMessage = true,
            ReferenceErrorType = "AuthorizerConfigurationException",
        };

    public static readonly RejectionReason AccessDenied =
        new("access_denied", 403, "Nothing allows this request.")
        {
            ResponseType = "ACCESS_DENIED",
            ReferenceStatus = 403,
            ReferenceMessage = "User is not authorized to access this resource",
            ReferenceErrorType = "AccessDeniedException",
            ReferenceMember = "Message",
        };

    public static readonly RejectionReason ExplicitlyDenied =
        new("explicitly_denied", 403, "This request is denied.")
        {
            ResponseType = "ACCESS_DENIED",
            ReferenceStatus = 403,
            ReferenceMessage = "User is not authorized to access this resource with an explicit deny",
            ReferenceErrorType = "AccessDeniedException",
            ReferenceMember = "Message",
        };

    public static readonly RejectionReason EndpointMisconfigured =
        new("endpoint_misconfigured", 500, "The endpoint is not available because its configuration is wrong.")
        {
            ResponseType = "API_CONFIGURATION_ERROR",
            ReferenceStatus = 500,
            ReferenceMessage = "Internal server error",
            ReferenceErrorType = "InternalServerErrorException",
        };

    public static readonly RejectionReason SignatureMissing =
        new("signature_missing", 401, "The request must be signed with AWS Signature Version 4.")
        {
            Challenge = SignatureChallenge,
            ResponseType = "MISSING_AUTHENTICATION_TOKEN",
            ReferenceStatus = 403,
            ReferenceMessage = "Missing Authentication Token",
            ReferenceErrorType = "MissingAuthenticationTokenException",
        };

    public static readonly RejectionReason SignatureMalformed =
        new("signature_malformed", 401, "The request's AWS Signature Version 4 is incomplete, or in a form that is not accepted here.")
        {
            Challenge = SignatureChallenge,
            ResponseType = "INVALID_SIGNATURE",
            ReferenceStatus = 403,
            ReferenceMessage = "The request signature is incomplete or not supported.",
            ReferenceErrorType = "IncompleteSignatureException",
        };

    public static readonly RejectionReason SignatureInvalid =
        new("signature_invalid", 401, "The request's signature is not valid.")
        {
            Challenge = SignatureChallenge,
            ResponseType = "INVALID_SIGNATURE",
            ReferenceStatus = 403,
            ReferenceMessage = "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
            ReferenceErrorType = "InvalidSignatureException",
        };

    public static readonly RejectionReason CredentialUnknown =
        new("credential_unknown", 401, "The request's signature is not valid.")
        {
            Challenge = SignatureChallenge,
            ResponseType = "INVALID_SIGNATURE",
            ReferenceStatus = 403,
            ReferenceMessage = "The security token included in the request is invalid.",
            ReferenceErrorType = "UnrecognizedClientException",
        };

    public static readonly RejectionReason CredentialExpired =
        new("credential_expired", 401, "The credential that signed the request has expired.")
        {
            Challenge = SignatureChallenge,
            ResponseType = "EXPIRED_TOKEN",
            ReferenceStatus = 403,
            ReferenceMessage = "The security token included in the request is expired",
            ReferenceErrorType = "ExpiredTokenException",
        };

    public static readonly RejectionReason BodyTooLarge =
        new("body_too_large", 413, "The request's body is too large.")
        {
            ResponseType = "REQUEST_TOO_LARGE",
            ReferenceStatus = 413,
            ReferenceMessage = "Request Too Long",
            ReferenceErrorType = "RequestTooLargeException",
        };

    public static readonly RejectionReason EncodingUnsupported =
        new("encoding_unsupported", 415, "The request's body must have no content encoding, or one of gzip, deflate and br.")
        {
            ResponseType = "UNSUPPORTED_MEDIA_TYPE",
            ReferenceStatus = 415,
            ReferenceMessage = "Unsupported Media Type",
            ReferenceErrorType = "BadRequestException",
            AcceptEncoding = "gzip, deflate, br",
        };

    public static readonly RejectionReason MediaTypeUnsupported =
        new("media_type_unsupported", 415, "The request's content type is not one that this endpoint accepts.")
        {
            ResponseType = "UNSUPPORTED_MEDIA_TYPE",
            ReferenceStatus = 415,
            ReferenceMessage = "Unsupported Media Type",
            ReferenceErrorType = "BadRequestException",
        };

    public static readonly RejectionReason ParametersInvalid =
        new("parameters_invalid", 400, "The request's parameters are not as this endpoint needs them. The list of errors says what would be right.")
        {
            ResponseType = "BAD_REQUEST_PARAMETERS",
            ReferenceStatus = 400,
            ReferenceMessage = "Invalid request parameters",
            ReferenceErrorType = "BadRequestException",
        };

    public static readonly RejectionReason BodyInvalid =
        new("body_invalid", 400, "The request's body is not as this endpoint needs it. The list of errors says what would be right.")
        {
            ResponseType = "BAD_REQUEST_BODY",
            ReferenceStatus = 400,
            ReferenceMessage = "Invalid request body",
            ReferenceErrorType = "BadRequestException",
        };

    public static readonly RejectionReason BodyTooComplex =
        new("body_too_complex", 400, "The request's body is too complex. The list of errors says what is accepted.")
        {
            ResponseType = "BAD_REQUEST_BODY",
            ReferenceStatus = 400,
            ReferenceMessage = "Invalid request body",
            ReferenceErrorType = "BadRequestException",
        };

    public static readonly RejectionReason ResponseInvalid =
        new("response_invalid", 500, "The response was not as it is declared, and was not sent.")
        {
            ResponseType = "API_CONFIGURATION_ERROR",
            ReferenceStatus = 500,
            ReferenceMessage = "Internal server error",
            ReferenceErrorType = "InternalServerErrorException",
        };

    public static readonly RejectionReason MappingFailed =
        new("mapping_failed", 500, "The request or its response could not be mapped.")
        {
            ResponseType = "API_CONFIGURATION_ERROR",
            ReferenceStatus = 500,
            ReferenceMessage = "Internal server error",
            ReferenceErrorType = "InternalServerErrorException",
        };

    public static readonly IReadOnlyList<RejectionReason> All =
    [
        ApiKeyInvalid, PlanNotCovered, RateExceeded, QuotaExceeded, ConcurrencyExceeded, LimiterExceeded, ThrottleExceeded,
        StoreUnavailable, TooManyCallers, AddressRateExceeded, TooManyFailedCredentials, IdentityMissing, AuthorizerFailed,
        AuthorizerMisconfigured, AccessDenied, ExplicitlyDenied, EndpointMisconfigured, SignatureMissing, SignatureMalformed,
        SignatureInvalid, CredentialUnknown, CredentialExpired, BodyTooLarge, EncodingUnsupported, MediaTypeUnsupported,
        ParametersInvalid, BodyInvalid, BodyTooComplex, ResponseInvalid, MappingFailed,
    ];
}
