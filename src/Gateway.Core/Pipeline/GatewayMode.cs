namespace Gateway.Core.Pipeline;

/// <summary>Whose answers the gateway gives where its own and those of Amazon API Gateway differ.</summary>
public enum GatewayMode
{
    /// <summary>HTTP's own semantics: problem details (RFC 9457), 401 for a missing key, <c>x-request-id</c>.</summary>
    Standard = 0,

    /// <summary>
    /// The answers of Amazon API Gateway's REST APIs: <c>{"message":…}</c> bodies with <c>x-amzn-ErrorType</c>, 403 for a missing
    /// key, <c>x-amzn-RequestId</c>.
    /// </summary>
    AmazonApiGateway = 1,
}
