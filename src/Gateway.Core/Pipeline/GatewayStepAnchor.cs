namespace Gateway.Core.Pipeline;

/// <summary>
/// The order of the steps, and the names by which another package's step finds its place. This is the one list of the order.
/// </summary>
public enum GatewayStepAnchor
{
    /// <summary>Which stage the request runs in.</summary>
    Stage = 100,

    /// <summary>Whether the endpoint's resource policy refuses the request.</summary>
    ResourcePolicy = 200,

    /// <summary>How often the client's address calls, before anything that it presents is looked at.</summary>
    AddressThrottle = 300,

    /// <summary>Whether the endpoint's authorizers, and its resource policy with them, let the request pass.</summary>
    Authorizer = 400,

    /// <summary>Who calls: the API key is read and looked up.</summary>
    ApiKey = 500,

    /// <summary>Whether the caller's plan admits the request: all limits in one step. From here on the request is charged.</summary>
    Admission = 600,

    /// <summary>Whether the request's parameters and body are as the endpoint declares them.</summary>
    RequestValidation = 700,

    /// <summary>Whether the response, as the caller gets it, is as the endpoint declares it.</summary>
    ResponseValidation = 850,

    /// <summary>Between here and the handler, request and response have the handler's shape; before, the caller's.</summary>
    Mapping = 900,

    /// <summary>The endpoint's own handler, with its filters and parameter binding.</summary>
    Handler = 1000,
}
