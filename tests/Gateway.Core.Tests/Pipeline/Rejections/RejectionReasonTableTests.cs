using Gateway.Core.Pipeline.Rejections;
using Xunit;

namespace Gateway.Core.Tests.Pipeline.Rejections;

public class RejectionReasonTableTests
{
    [Fact]
    public void All_EveryReason_HasTheseStatusesAndTexts() => Assert.Equal(
        [
            "api_key_invalid 401 | A valid API key is required. | INVALID_API_KEY 403 ForbiddenException: Forbidden",
            "plan_not_covered 403 | No usage plan of this API key covers this endpoint. | INVALID_API_KEY 403 ForbiddenException: Forbidden",
            "rate_exceeded 429 | The request rate of the usage plan is exceeded. Retry after the time in the Retry-After header. "
                + "| THROTTLED 429 TooManyRequestsException: Too Many Requests",
            "quota_exceeded 429 | The quota of the usage plan is used up. It resets after the time in the Retry-After header. "
                + "| QUOTA_EXCEEDED 429 LimitExceededException: Limit Exceeded",
            "concurrency_exceeded 429 | Too many requests of this caller are under way. Retry when one of them has ended. "
                + "| THROTTLED 429 TooManyRequestsException: Too Many Requests",
            "limiter_exceeded 429 | The request limit of the usage plan is exceeded. Retry later. "
                + "| THROTTLED 429 TooManyRequestsException: Too Many Requests",
            "throttle_exceeded 429 | The request rate for all callers together is exceeded. Retry after the time in the Retry-After header. "
                + "| THROTTLED 429 TooManyRequestsException: Too Many Requests",
            "store_unavailable 503 | The request cannot be decided right now. Retry after the time in the Retry-After header. "
                + "| AUTHORIZER_FAILURE 500 InternalServerErrorException: Internal server error",
            "too_many_callers 503 | Too many callers are active. Retry after the time in the Retry-After header. "
                + "| API_CONFIGURATION_ERROR 500 InternalServerErrorException: Internal server error",
            "address_rate_exceeded 429 | The request rate of this address is exceeded. Retry after the time in the Retry-After header. "
                + "| THROTTLED 429 TooManyRequestsException: Too Many Requests",
            "too_many_failed_credentials 429 | Too many credentials from this address were wrong. Retry after the time in the Retry-After header. "
                + "| THROTTLED 429 TooManyRequestsException: Too Many Requests",
            "identity_missing 401 | A valid credential for this endpoint is required. | UNAUTHORIZED 401 UnauthorizedException: Unauthorized",
            "authorizer_failed 500 | The request could not be authorized because of an error on the server. "
                + "| AUTHORIZER_FAILURE 500 AuthorizerFailureException: ",
            "authorizer_misconfigured 500 | The request could not be authorized because of an error on the server. "
                + "| AUTHORIZER_CONFIGURATION_ERROR 500 AuthorizerConfigurationException: ",
            "access_denied 403 | Nothing allows this request. "
                + "| ACCESS_DENIED 403 AccessDeniedException: User is not authorized to access this resource",
            "explicitly_denied 403 | This request is denied. "
                + "| ACCESS_DENIED 403 AccessDeniedException: User is not authorized to access this resource with an explicit deny",
            "endpoint_misconfigured 500 | The endpoint is not available because its configuration is wrong. "
                + "| API_CONFIGURATION_ERROR 500 InternalServerErrorException: Internal server error",
            "signature_missing 401 | The request must be signed with AWS Signature Version 4. "
                + "| MISSING_AUTHENTICATION_TOKEN 403 MissingAuthenticationTokenException: Missing Authentication Token",
            "signature_malformed 401 | The request's AWS Signature Version 4 is incomplete, or in a form that is not accepted here. "
                + "| INVALID_SIGNATURE 403 IncompleteSignatureException: The request signature is incomplete or not supported.",
            "signature_invalid 401 | The request's signature is not valid. "
                + "| INVALID_SIGNATURE 403 InvalidSignatureException: The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.",
            "credential_unknown 401 | The request's signature is not valid. "
                + "| INVALID_SIGNATURE 403 UnrecognizedClientException: The security token included in the request is invalid.",
            "credential_expired 401 | The credential that signed the request has expired. "
                + "| EXPIRED_TOKEN 403 ExpiredTokenException: The security token included in the request is expired",
            "body_too_large 413 | The request's body is too large. "
                + "| REQUEST_TOO_LARGE 413 RequestTooLargeException: Request Too Long",
            "encoding_unsupported 415 | The request's body must have no content encoding, or one of gzip, deflate and br. "
                + "| UNSUPPORTED_MEDIA_TYPE 415 BadRequestException: Unsupported Media Type",
            "media_type_unsupported 415 | The request's content type is not one that this endpoint accepts. "
                + "| UNSUPPORTED_MEDIA_TYPE 415 BadRequestException: Unsupported Media Type",
            "parameters_invalid 400 | The request's parameters are not as this endpoint needs them. The list of errors says what would be right. "
                + "| BAD_REQUEST_PARAMETERS 400 BadRequestException: Invalid request parameters",
            "body_invalid 400 | The request's body is not as this endpoint needs it. The list of errors says what would be right. "
                + "| BAD_REQUEST_BODY 400 BadRequestException: Invalid request body",
            "body_too_complex 400 | The request's body is too complex. The list of errors says what is accepted. "
                + "| BAD_REQUEST_BODY 400 BadRequestException: Invalid request body",
            "response_invalid 500 | The response was not as it is declared, and was not sent. "
                + "| API_CONFIGURATION_ERROR 500 InternalServerErrorException: Internal server error",
            "mapping_failed 500 | The request or its response could not be mapped. "
                + "| API_CONFIGURATION_ERROR 500 InternalServerErrorException: Internal server error",
        ],
        RejectionReasonTable.All.Select(reason =>
            $"{reason} {reason.Status} | {reason.Detail} | {reason.ResponseType} {reason.ReferenceStatus} {reason.ReferenceErrorType}: {reason.ReferenceMessage}"));

    [Fact]
    public void StaticMembers_AreTheReasonsOfTheTable() => Assert.Equal(
        typeof(RejectionReason).GetProperties().Where(property => property.GetMethod!.IsStatic).Select(property => property.GetValue(null)),
        RejectionReasonTable.All);

    [Theory]
    [InlineData(400, 3)]
    [InlineData(401, 16)]
    [InlineData(403, 7)]
    [InlineData(404, 12)]
    [InlineData(409, 3)]
    [InlineData(413, 8)]
    [InlineData(415, 3)]
    [InlineData(422, 3)]
    [InlineData(429, 8)]
    [InlineData(500, 13)]
    [InlineData(502, 14)]
    [InlineData(503, 14)]
    [InlineData(504, 14)]
    [InlineData(599, 13)]
    public void GetGrpcStatus_HttpStatus_IsMapped(int status, int grpcStatus) => Assert.Equal(grpcStatus, RejectionStatuses.GetGrpcStatus(status));

    [Theory]
    [InlineData("", 400, "text")]
    [InlineData("Rate", 400, "text")]
    [InlineData("rate-exceeded", 400, "text")]
    [InlineData("a\nb", 400, "text")]
    [InlineData("own", 399, "text")]
    [InlineData("own", 600, "text")]
    [InlineData("own", 400, "")]
    public void Constructor_WrongArgument_Throws(string name, int status, string detail) =>
        Assert.ThrowsAny<ArgumentException>(() => new RejectionReason(name, status, detail));

    [Fact]
    public void Constructor_ReasonOfAnotherPackage_HasNoReferenceType()
    {
        var reason = new RejectionReason("own_2", 599, "text");

        Assert.Equal(("own_2", 599, "text", null), (reason.Name, reason.Status, reason.Detail, reason.ResponseType));
    }
}
