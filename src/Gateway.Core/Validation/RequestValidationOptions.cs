using System.ComponentModel.DataAnnotations;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Validation;

/// <summary>How requests are validated, and how much of a body is looked at. What is over a bound is refused, never passed unseen.</summary>
public sealed class RequestValidationOptions
{
    /// <summary>Gets or sets the draft of schemas without <c>$schema</c>.</summary>
    /// <value>Null by default: draft 2020-12, in Amazon API Gateway's mode draft 4.</value>
    public JsonSchemaDraft? DefaultDraft { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether <c>format</c> asserts in draft 2020-12, too. In drafts 4, 6 and 7 it always does; in 2020-12 it
    /// only annotates by itself (JSON Schema 2020-12, validation, section 7.2). The format <c>regex</c> never asserts: reading a pattern that
    /// comes with a request has no bound worth having.
    /// </summary>
    /// <value>False by default.</value>
    public bool AssertFormat { get; set; }

    /// <summary>
    /// Gets or sets how long one match of a pattern may take that needs backtracking (lookaround, backreferences); beyond it the request is
    /// refused. A body can hold many texts, each of which may take that long: keep it short.
    /// </summary>
    /// <value>Null by default: a schema with such a pattern stops the start. 1 millisecond to 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan? PatternTimeout { get; set; }

    /// <summary>Gets or sets how many bytes a validated body may have as sent over the wire.</summary>
    /// <value>1 MiB by default; 0 to 1 GiB. It is kept in memory whole until the handler has read it. Beyond it the answer is 413.</value>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>Gets or sets how many bytes a validated body may have when its content encoding (gzip, deflate or br) is taken off.</summary>
    /// <value>1 MiB by default; 0 to 1 GiB. Beyond it the answer is 413, and nothing more is decoded.</value>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxDecodedBodyBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>
    /// Gets or sets how many bytes a response may have that a response schema looks at. It is kept in memory until it has been looked at.
    /// </summary>
    /// <value>
    /// 1 MiB by default; 0 to 1 GiB. Beyond it the response passes unseen, with a line in the log; where <c>EnforceResponseSchema</c> counts, it is
    /// refused.
    /// </value>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>Gets or sets how deep objects and arrays may be nested in a body.</summary>
    /// <value>64 by default, as for System.Text.Json; 1 to 200. A lower <c>MaxDepth</c> of the endpoint's serializer counts instead.</value>
    [Range(1, 200)]
    public int MaxDepth { get; set; } = 64;

    /// <summary>Gets or sets how many members one object of a body may have.</summary>
    /// <value>10,000 by default; 1 to 1,000,000.</value>
    [Range(1, 1_000_000)]
    public int MaxMembers { get; set; } = 10_000;

    /// <summary>Gets or sets how many values and member names a body may have in all.</summary>
    /// <value>250,000 by default; 1 to 10,000,000; each takes 16 bytes while the body is validated.</value>
    [Range(1, 10_000_000)]
    public int MaxTokens { get; set; } = 250_000;

    /// <summary>Gets or sets how long one string or member name of a body may be.</summary>
    /// <value>1 MiB by default, in bytes as sent; 1 byte to 1 GiB.</value>
    [Range(1, 1024 * 1024 * 1024)]
    public int MaxStringLength { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets how long one number of a body may be.</summary>
    /// <value>100 by default, in characters; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MaxNumberLength { get; set; } = 100;

    /// <summary>
    /// Gets or sets how much work one validation may be: every schema that looks at a value is a step, and so is every member, every item, and
    /// every 8 characters that a pattern goes through.
    /// </summary>
    /// <value>2,000,000 by default, some 20 milliseconds; 1,000 to 1,000,000,000. Beyond it the request is refused as too complex.</value>
    [Range(1_000, 1_000_000_000)]
    public int MaxSteps { get; set; } = 2_000_000;
}
