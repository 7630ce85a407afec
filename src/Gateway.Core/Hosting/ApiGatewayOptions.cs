using Gateway.Core.ApiKeys;
using Gateway.Core.Authorizers;
using Gateway.Core.Authorizers.Policies;
using Gateway.Core.Authorizers.Signing;
using Gateway.Core.Mapping;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Limits;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Stages;
using Gateway.Core.UsagePlans;
using Gateway.Core.Validation;

namespace Gateway.Core.Hosting;

/// <summary>
/// Everything about the gateway that is written in code or in the <c>ApiGateway</c> section of configuration. Configuration overrides
/// code property by property.
/// </summary>
public sealed class ApiGatewayOptions
{
    /// <summary>Gets or sets whose answers are given where the gateway's own and Amazon API Gateway's differ.</summary>
    /// <value><see cref="GatewayMode.Standard"/> by default.</value>
    public GatewayMode Mode { get; set; }

    /// <summary>Gets the settings of the request id.</summary>
    public RequestIdOptions RequestId { get; } = new();

    /// <summary>Gets or sets for how many callers (a key in a plan counts as one) state is kept.</summary>
    /// <value>
    /// 1,000,000 by default; 1 to 100,000,000. Beyond it callers with a full bucket and no quota used are forgotten; when there are none,
    /// a further caller gets 503, and nobody shares or loses a quota.
    /// </value>
    public int MaxCallers { get; set; } = 1_000_000;

    /// <summary>
    /// Gets or sets whether responses, refusals included, tell callers in the headers <c>RateLimit-Policy</c> and <c>RateLimit</c>
    /// (draft-ietf-httpapi-ratelimit-headers-10) what their plan leaves them. Every usage plan can say otherwise for itself.
    /// </summary>
    /// <value>False by default.</value>
    public bool RateLimitHeaders { get; set; }

    /// <summary>Gets or sets for how many client addresses limits per address are kept; an address counts once for every limit it has used.</summary>
    /// <value>
    /// 100,000 by default; 1,000 to 10,000,000; about 64 bytes each, taken when the first is needed. An address whose bucket is full again
    /// needs no place. Beyond it further addresses share one bucket per limit; no bucket is forgotten before it is full.
    /// </value>
    public int MaxAddresses { get; set; } = 100_000;

    /// <summary>Gets the limit of wrong credentials per client address.</summary>
    public FailedCredentialOptions FailedCredentials { get; } = new();

    /// <summary>Gets whose API this is, for policy documents that name a region, an account or an API.</summary>
    public PolicyScopeOptions PolicyScope { get; } = new();

    /// <summary>Gets how signed requests are checked. Needed where <c>AddSigningCredentials</c> is called.</summary>
    public SignatureOptions Signatures { get; } = new();

    /// <summary>Gets how requests are validated, and how much of a body is looked at.</summary>
    public RequestValidationOptions Validation { get; } = new();

    /// <summary>Gets how much of a request or response is mapped.</summary>
    public MappingOptions Mapping { get; } = new();

    /// <summary>Gets the API keys and how they are read.</summary>
    public ApiKeysOptions ApiKeys { get; } = new();

    /// <summary>Gets the usage plans by name.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, UsagePlanOptions> UsagePlans { get; } = new Dictionary<string, UsagePlanOptions>(StringComparer.Ordinal);

    /// <summary>Gets the throttles that endpoints share by name (<c>WithSharedThrottle</c>).</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, ThrottleOptions> Throttles { get; } = new Dictionary<string, ThrottleOptions>(StringComparer.Ordinal);

    /// <summary>Gets the authorizers by name. Code adds them (<c>AddAuthorizer</c>); configuration changes their settings.</summary>
    /// <value>Empty by default.</value>
    public IDictionary<string, AuthorizerOptions> Authorizers { get; } = new Dictionary<string, AuthorizerOptions>(StringComparer.Ordinal);

    /// <summary>Gets the stages by name.</summary>
    /// <value>Empty by default; the stage <c>$default</c> exists without an entry.</value>
    public IDictionary<string, StageOptions> Stages { get; } = new Dictionary<string, StageOptions>(StringComparer.Ordinal);

    /// <summary>Gets replacements of the responses to refused requests, by the reason's name.</summary>
    /// <value>Empty by default. <c>default_4xx</c> and <c>default_5xx</c> stand for all reasons of a class without an entry.</value>
    public IDictionary<string, RejectionOptions> Rejections { get; } = new Dictionary<string, RejectionOptions>(StringComparer.Ordinal);
}
