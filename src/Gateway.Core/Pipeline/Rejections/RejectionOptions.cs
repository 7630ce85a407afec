using System.ComponentModel.DataAnnotations;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// Replaces the response for one rejection reason, as a gateway response does in Amazon API Gateway. What is left out keeps the
/// reason's own value.
/// </summary>
/// <remarks>
/// Kept by reason name in <c>ApiGateway:Rejections</c>; the names <c>default_4xx</c> and <c>default_5xx</c> stand for every reason of
/// that class which has no entry of its own. A reason with an entry ignores the default entirely.
/// </remarks>
public sealed class RejectionOptions
{
    /// <summary>The name that stands for every reason with a 4xx status and no entry of its own.</summary>
    public const string Default4xx = "default_4xx";

    /// <summary>The name that stands for every reason with a 5xx status and no entry of its own.</summary>
    public const string Default5xx = "default_5xx";

    /// <summary>Gets or sets the status code.</summary>
    /// <value>400 to 599, or null (the default) for the reason's own.</value>
    [Range(400, 599)]
    public int? Status { get; set; }

    /// <summary>Gets the headers to set, by name.</summary>
    /// <value>
    /// Empty by default. A value is a constant in single quotes, <c>'no-store'</c>, or a variable: <c>context.requestId</c>,
    /// <c>stageVariables.name</c>, <c>method.request.header.name</c>, <c>method.request.querystring.name</c>,
    /// <c>method.request.path.name</c>. Control characters in a variable's value are dropped.
    /// </value>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the body templates, by media type.</summary>
    /// <value>
    /// Empty by default, which keeps the reason's own body. The client's <c>Accept</c> chooses, then <c>application/json</c>, then the
    /// first. A template is text with <c>$context.…</c>, <c>$stageVariables.…</c> and <c>$method.request.…</c>; values are escaped for
    /// the media type, and <c>$context.error.messageString</c> is the message as a quoted JSON string.
    /// </value>
    public IDictionary<string, string> Templates { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
