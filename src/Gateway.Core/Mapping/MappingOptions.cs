using System.ComponentModel.DataAnnotations;
using Gateway.Core.Pipeline.Bodies;

namespace Gateway.Core.Mapping;

/// <summary>How much of a request or response is mapped. What is over a bound is refused, never mapped in part.</summary>
public sealed class MappingOptions
{
    /// <summary>Gets or sets how many bytes the body of a request may have, as sent over the wire, where a mapping reads it.</summary>
    /// <value>1 MiB by default; 0 to 1 GiB. It is kept in memory whole. Beyond it the answer is 413.</value>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>Gets or sets how many bytes such a body may have when its content encoding (gzip, deflate or br) is taken off.</summary>
    /// <value>1 MiB by default; 0 to 1 GiB. Beyond it the answer is 413, and nothing more is decoded.</value>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxDecodedBodyBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>Gets or sets how many bytes the body of a response may have where a mapping reads it.</summary>
    /// <value>1 MiB by default; 0 to 1 GiB. It is kept in memory whole. Beyond it the answer is 500.</value>
    [Range(0, 1024 * 1024 * 1024)]
    public int MaxResponseBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>
    /// Gets or sets how long the value of one header, query parameter or route value may be that is mapped, of a response as it is sent.
    /// </summary>
    /// <value>8,192 characters by default; 1 to 1,000,000. Beyond it a request gets 400, and a response goes without the header.</value>
    [Range(1, 1_000_000)]
    public int MaxValueLength { get; set; } = 8_192;

    /// <summary>Gets or sets how deep objects and arrays may be nested in a body from which values are mapped.</summary>
    /// <value>64 by default, as for System.Text.Json; 1 to 200.</value>
    [Range(1, 200)]
    public int MaxDepth { get; set; } = 64;

    /// <summary>
    /// Gets or sets how much work one JSON path, or one rendering of a template, may be: every value that a path visits is a step, and so are
    /// 8 characters that it compares, and every statement and operation of a template.
    /// </summary>
    /// <value>1,000,000 by default, some 20 milliseconds; 1,000 to 1,000,000,000. Beyond it a path in a request gets 400, in a response goes without the header, and a template becomes 500.</value>
    [Range(1_000, 1_000_000_000)]
    public int MaxSteps { get; set; } = 1_000_000;

    /// <summary>Gets or sets how many bytes a template may write.</summary>
    /// <value>1 MiB by default; 1 to 1 GiB. Beyond it, as beyond <see cref="MaxSteps"/> and <see cref="MaxDepth"/>, the answer is 500.</value>
    [Range(1, 1024 * 1024 * 1024)]
    public int MaxTemplateBytes { get; set; } = RequestBody.DefaultMaxBytes;

    /// <summary>
    /// Gets which media types are binary in Amazon API Gateway's mode: one (<c>image/png</c>), all of a kind (<c>image/*</c>) or all
    /// (<c>*/*</c>). Elsewhere every body passes as the bytes that it is.
    /// </summary>
    /// <value>By media type; false takes one out that code has put in. Empty by default.</value>
    public IDictionary<string, bool> BinaryMediaTypes { get; } = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
}
