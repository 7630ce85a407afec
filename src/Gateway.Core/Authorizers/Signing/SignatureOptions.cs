using System.ComponentModel.DataAnnotations;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Authorizers.Signing;

/// <summary>How requests signed by AWS Signature Version 4 are checked.</summary>
/// <remarks>
/// A signature proves who has made a request, not that it is made for the first time: one that is caught can be sent again within
/// <see cref="MaxClockSkew"/>, or until a presigned one expires. Handlers that must not run twice need an idempotency key of their own.
/// </remarks>
public sealed class SignatureOptions
{
    /// <summary>Gets or sets the region in the credential scope.</summary>
    /// <value>Required. 1 to 64 lower-case letters, digits and <c>-</c>; any name that clients and app agree on.</value>
    [Required(ErrorMessage = "{0} must be set: the region that clients sign for, such as us-east-1.")]
    [RegularExpression("[a-z0-9-]{1,64}", ErrorMessage = "{0} must be 1 to 64 lower-case letters, digits and '-'.")]
    public string Region { get; set; } = "";

    /// <summary>Gets or sets the service in the credential scope.</summary>
    /// <value><c>execute-api</c> by default, the name of Amazon API Gateway; 1 to 64 lower-case letters, digits and <c>-</c>.</value>
    [Required(ErrorMessage = "{0} must be set: the service that clients sign for, such as execute-api.")]
    [RegularExpression("[a-z0-9-]{1,64}", ErrorMessage = "{0} must be 1 to 64 lower-case letters, digits and '-'.")]
    public string Service { get; set; } = "execute-api";

    /// <summary>Gets or sets how far the time of a signature may lie before or after the gateway's own.</summary>
    /// <value>5 minutes by default, as AWS has it; 1 second to 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets for how long a presigned URL may be good at most; one with a larger <c>X-Amz-Expires</c> is refused.</summary>
    /// <value>7 days by default, the most that Signature Version 4 knows; 1 second to 7 days.</value>
    /// <remarks>
    /// A presigned URL may begin up to <see cref="MaxClockSkew"/> in the future, and ends exactly at its time plus <c>X-Amz-Expires</c>.
    /// </remarks>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan MaxPresignedLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Gets or sets a value indicating whether a request may say <c>UNSIGNED-PAYLOAD</c> in <c>x-amz-content-sha256</c>: anyone between
    /// client and app could then change its body.
    /// </summary>
    /// <value>False by default.</value>
    public bool AllowUnsignedPayload { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether dot segments and empty segments are removed from the path before it is signed, as the SDKs
    /// do for every service but Amazon S3.
    /// </summary>
    /// <value>
    /// True by default. One signature is good for <c>/a/b</c> and <c>/a//b</c> then; set it to false, for clients too, where an app tells them apart.
    /// </value>
    public bool NormalizePath { get; set; } = true;

    /// <summary>Gets or sets how many bytes a signed request's body may have, as sent over the wire.</summary>
    /// <value>1 MiB by default; 0 to 1 GiB. It is kept in memory whole until the handler has read it.</value>
    /// <remarks>
    /// A body whose hash the client sends in <c>x-amz-content-sha256</c> is read only after its signature has proven good; without that
    /// header it must be read first, whoever sent it.
    /// </remarks>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>Gets or sets how long the credential store may take before it counts as unavailable.</summary>
    /// <value>1 second by default; 10 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets how many look-ups of credentials not yet known may run in the store at once, and as many again of known ones that are
    /// due. Beyond it a request gets 503.
    /// </summary>
    /// <value>100 by default; 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxConcurrentLookups { get; set; } = 100;

    /// <summary>Gets or sets for how long a credential is used without asking the store again: within this time a change in the store is seen.</summary>
    /// <value>1 minute by default; 1 second to 1 hour. Secrets that nobody uses leave memory after at most four times as long, at the next look-up.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CredentialLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets how many credentials are kept in memory at most. Beyond half of it the longest unused may be looked up again.</summary>
    /// <value>10,000 by default; 100 to 1,000,000.</value>
    [Range(100, 1_000_000)]
    public int MaxCachedCredentials { get; set; } = 10_000;
}
