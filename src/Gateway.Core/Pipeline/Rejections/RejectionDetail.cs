namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// The facts behind one refusal, a type of its own per kind. They reach logs, <c>HttpContext.GetGateway()</c> and headers, never the
/// body: a refused client learns no more than the reason says.
/// </summary>
public abstract record RejectionDetail
{
    /// <summary>Gets how long the client should wait before it tries again.</summary>
    /// <value>Null when waiting does not help. Sent as <c>Retry-After</c> in whole seconds, rounded up, at least 1.</value>
    public virtual TimeSpan? RetryAfter => null;

    /// <summary>The <c>WWW-Authenticate</c> header of a 401 or 403, where the reason's own does not say enough.</summary>
    internal string? Challenge { get; init; }

    /// <summary>The reference's message where it says more than the reason's own; the one fact that reaches the body, in its mode only.</summary>
    internal virtual string? ReferenceMessage => null;
}
