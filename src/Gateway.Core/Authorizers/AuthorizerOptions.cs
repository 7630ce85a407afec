using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.Authorizers;

/// <summary>What identifies a caller to an authorizer, and how its answers are remembered.</summary>
public sealed class AuthorizerOptions
{
    /// <summary>Gets or sets the values that identify a caller, in Amazon API Gateway's spelling.</summary>
    /// <value>
    /// Empty by default, which needs a <see cref="TimeToLive"/> of zero. At most 10, each <c>method.request.header.NAME</c>,
    /// <c>method.request.querystring.NAME</c>, <c>method.request.path.NAME</c>, <c>stageVariables.NAME</c> or <c>context.NAME</c>. Each must be
    /// there exactly once and not be empty, else the answer is 401 without a call. A list in configuration replaces that of code.
    /// </value>
    public IList<string> IdentitySources { get; set; } = [];

    /// <summary>Gets or sets a regular expression that the value of the one identity source must match, else the answer is 401 without a call.</summary>
    /// <value>Null by default: any value. It runs without backtracking, so lookarounds and back references are not allowed.</value>
    public string? IdentityPattern { get; set; }

    /// <summary>Gets or sets for how long an answer is remembered.</summary>
    /// <value>5 minutes by default; 0 to 1 hour (Amazon API Gateway's rule); 0 asks for every request.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets whether a plain allow or deny counts for every endpoint and stage that asks this authorizer.</summary>
    /// <value>False by default: it counts for the endpoint and stage that it was given for. A policy always decides anew.</value>
    public bool AllowEverywhere { get; set; }

    /// <summary>Gets or sets whether a resource policy of the endpoint must allow a request that the authorizer lets pass.</summary>
    /// <value>False by default: either of them suffices, and none may deny (Amazon API Gateway's rules; true is its rule for user pools).</value>
    public bool LeaveDecisionToResourcePolicy { get; set; }

    /// <summary>Gets or sets how long a call may take; beyond it the answer is 500.</summary>
    /// <value>10 seconds by default; 1 millisecond to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how many calls may be under way at once; beyond it callers that are not known get 503.</summary>
    /// <value>100 by default; 1 to 100,000.</value>
    [Range(1, 100_000)]
    public int MaxConcurrentCalls { get; set; } = 100;

    /// <summary>Gets or sets how many answers are remembered; beyond it those that were not used lately are forgotten.</summary>
    /// <value>10,000 by default; 1 to 10,000,000.</value>
    [Range(1, 10_000_000)]
    public int MaxCachedResults { get; set; } = 10_000;

    /// <summary>Gets or sets how many bytes of memory the answers may take, about.</summary>
    /// <value>16 MiB by default; 64 KiB to 16 GiB. An answer larger than an eighth of it is not remembered.</value>
    [Range(64L * 1024, 16L * 1024 * 1024 * 1024)]
    public long MaxCachedBytes { get; set; } = 16L * 1024 * 1024;

    /// <summary>Makes the authorizer for one call. Only code can set it.</summary>
    internal Func<IServiceProvider, IGatewayAuthorizer>? Create { get; set; }

    /// <summary>What is wrong with the settings of the authorizer's own, by its path. Only code can set it.</summary>
    internal Func<string, IEnumerable<string>>? FindErrors { get; set; }
}
