using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Core.Pipeline.Rejections;

/// <summary>One reason's response, made ready: what does not depend on the request is rendered once.</summary>
internal sealed class RejectionResponse
{
    public required int Status { get; init; }

    public required string ContentType { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Replacement bodies by media type, in the order configured; empty when <see cref="Body"/> stands.</summary>
    public IReadOnlyList<KeyValuePair<string, ResponseTemplate>> Templates { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, ResponseTemplate>> Headers { get; init; } = [];

    public string? ErrorType { get; init; }

    /// <summary>The <c>WWW-Authenticate</c> header, or null where there is none.</summary>
    public string? Challenge { get; init; }

    /// <summary>The <c>Accept-Encoding</c> header, or null where there is none.</summary>
    public string? AcceptEncoding { get; init; }

    /// <summary>The member for a message that is known only with the request; null where the body stands whatever the request.</summary>
    public string? MessageMember { get; init; }

    /// <summary>Whether the body is a problem document, to which a refusal can add members.</summary>
    public bool IsProblem { get; init; }

    /// <summary>Whether a refusal's own challenge is sent: a 403 has one where other credentials would do (RFC 6750 section 3.1).</summary>
    public bool TakesChallenge { get; init; }

    public static RejectionResponse CreateStandard(RejectionReason reason, int status) => new()
    {
        Status = status,
        ContentType = "application/problem+json",
        Body = WriteProblem(reason, status, detail: null),
        IsProblem = true,
        Challenge = status == 401 ? reason.Challenge : null,
        TakesChallenge = status is 401 or 403,
        AcceptEncoding = status == 415 ? reason.AcceptEncoding : null,
    };

    public static RejectionResponse CreateReference(RejectionReason reason, int status) => new()
    {
        Status = status,
        ContentType = "application/json",
        Body = WriteMessage(reason.ReferenceMember, reason.HasNullReferenceMessage ? null : reason.ReferenceMessage ?? reason.Detail),
        ErrorType = reason.ReferenceErrorType,
        MessageMember = reason.ReferenceMember,
    };

    public static ReadOnlyMemory<byte> WriteProblem(RejectionReason reason, int status, RejectionDetail? detail) => WriteJson(json =>
    {
        json.WriteString("type", RejectionStatuses.GetTypeUri(status));
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(status));
        json.WriteNumber("status", status);
        json.WriteString("detail", reason.Detail);
        json.WriteString("reason", reason.Name);
        detail?.WriteMembers(json);
    });

    public static ReadOnlyMemory<byte> WriteMessage(string member, string? message) => WriteJson(json => json.WriteString(member, message));

    // Not by the serializer, which needs reflection: a natively compiled app refuses too.
    private static ReadOnlyMemory<byte> WriteJson(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
