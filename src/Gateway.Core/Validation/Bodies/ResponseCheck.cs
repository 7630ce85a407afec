using System.Text.Encodings.Web;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Responses;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Validation.Bodies;

/// <summary>Looks at the body of a response before it is sent.</summary>
/// <param name="schemas">The endpoint's schemas.</param>
/// <param name="maxBytes">The most that is looked at.</param>
/// <param name="workspaces">Memory to validate in.</param>
internal sealed class ResponseCheck(StatusTable<CompiledSchema> schemas, int maxBytes, WorkspacePool workspaces)
{
    private const int MaxErrors = 5;
    private const int MaxErrorLength = 400;

    private static readonly string Missing = Describe("", "required", "a body");
    private static readonly string Encoded = Describe("", "json", "a body without Content-Encoding");
    private static readonly string NotJson = Describe("", "json", "a Content-Type of JSON in UTF-8");

    private readonly string _tooLarge = Describe("", "json", $"at most {maxBytes} bytes");

    public int MaxBytes { get; } = maxBytes;

    /// <summary>Whether a body of this status is looked at.</summary>
    public bool IsFor(int status) =>
        status is >= 200 and not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified)
        && schemas.Find(status) is not null;

    /// <returns>Where the response differs from what is declared, in bounded text without a value of it; null where it does not, or is not looked at.</returns>
    public string? FindErrors(IHttpResponseFeature response, in ResponseCapture capture)
    {
        return capture.State switch
        {
            // Whatever its status has become since: it is gone.
            ResponseCaptureState.TooLarge => _tooLarge,
            ResponseCaptureState.Captured when IsFor(response.StatusCode) => FindErrors(response.Headers, schemas.Find(response.StatusCode)!, capture),
            _ => null,
        };
    }

    private string? FindErrors(IHeaderDictionary headers, CompiledSchema schema, in ResponseCapture capture)
    {
        var body = capture.Bytes;
        if (body.IsEmpty)
        {
            return Missing;
        }

        if (headers.ContentEncoding.Count > 0 || !MediaType.IsUtf8Json(headers.ContentType))
        {
            return headers.ContentEncoding.Count > 0 ? Encoded : NotJson;
        }

        var workspace = workspaces.Rent();
        var outcome = schema.Validate(body, workspace);
        workspaces.Return(workspace);
        return outcome.Verdict switch
        {
            SchemaVerdict.Valid => null,
            SchemaVerdict.Invalid => Join(outcome.Errors.Select(error => Describe(error.Pointer, error.Keyword, error.Expected))),
            _ => Join(BodyFaults.Explain(outcome, schema.Settings.Reading).Errors.Select(error => Describe("", error.Keyword, error.Expected))),
        };
    }

    private static string Join(IEnumerable<string> errors) => string.Join("; ", errors.Take(MaxErrors));

    /// <summary>Names of members are the only text of the body in it, and may hold anything: control characters would make lines of their own.</summary>
    private static string Describe(string pointer, string keyword, string expected)
    {
        var text = $"'{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(pointer)}' {keyword}: {expected}";
        return text.Length <= MaxErrorLength ? text : string.Concat(text.AsSpan(0, MaxErrorLength), "…");
    }
}
