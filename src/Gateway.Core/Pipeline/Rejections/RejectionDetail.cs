using System.Text.Json;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>
/// The facts behind one refusal, a type of its own per kind. They reach logs, <c>HttpContext.GetGateway()</c> and headers, and the body only
/// where a client has to learn what to correct: otherwise it learns no more than the reason says.
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

    /// <summary>The reference's variable <c>context.error.validationErrorString</c>.</summary>
    internal virtual string? ValidationError => null;

    /// <summary>Whether it says in the body what the client has to correct.</summary>
    internal virtual bool HasMembers => false;

    /// <summary>Writes further members of the problem document (RFC 9457 section 3.2).</summary>
    internal virtual void WriteMembers(Utf8JsonWriter json)
    {
    }
}
