using System.Buffers;
using System.Net.Mime;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Rejections;
using Gateway.Core.Validation.Rules;
using Gateway.Core.Validation.Schemas;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Validation.Bodies;

/// <summary>Looks at the body of a request before its handler does, and leaves it there.</summary>
/// <param name="schemas">The endpoint's schemas.</param>
/// <param name="isOptional">Whether the handler does without a body.</param>
/// <param name="options">How much of a body is looked at.</param>
/// <param name="mode">Whose rules count.</param>
/// <param name="workspaces">Memory to validate in.</param>
internal sealed class BodyCheck(
    BodySchemas schemas, bool isOptional, RequestValidationOptions options, GatewayMode mode, WorkspacePool workspaces)
{
    private static readonly ReadOnlySequence<byte> EmptyObject = new("{}"u8.ToArray());

    private readonly bool _isReference = mode == GatewayMode.AmazonApiGateway;

    /// <returns>Why it is refused; null where it is not.</returns>
    public ValueTask<BodyFinding?> CheckAsync(GatewayFeature feature)
    {
        var contentType = feature.HttpContext.Request.Headers.ContentType;
        var schema = FindSchema(contentType, out var finding);
        if (finding is not null || (schema is null && _isReference))
        {
            return new(finding);
        }

        var pending = RequestBody.PeekDecodedAsync(feature, options.MaxBodyBytes, options.MaxDecodedBodyBytes);
        return pending.IsCompletedSuccessfully
            ? new(Judge(feature.HttpContext.Request, schema, pending.Result))
            : AwaitAsync(feature.HttpContext.Request, schema, pending);
    }

    /// <summary>
    /// Null without a finding means: no content type is named, which is right only for no body; or, in the reference's mode, no schema is
    /// for it, and then the body is not read.
    /// </summary>
    private CompiledSchema? FindSchema(in StringValues contentType, out BodyFinding? finding)
    {
        finding = null;
        if (contentType.Count == 0)
        {
            return _isReference && schemas.TryFind(MediaTypeNames.Application.Json, out var ofJson) ? ofJson : schemas.Default;
        }

        if (contentType.Count > 1
            || !schemas.TryFind(contentType[0], out var schema)
            || (schema is null && !_isReference)
            || (schema is not null && !MediaType.IsUtf8(contentType[0])))
        {
            finding = BodyFaults.UnsupportedMediaType;
            return null;
        }

        return schema;
    }

    private async ValueTask<BodyFinding?> AwaitAsync(HttpRequest request, CompiledSchema? schema, ValueTask<PeekedBody> pending) =>
        Judge(request, schema, await pending);

    private BodyFinding? Judge(HttpRequest request, CompiledSchema? schema, in PeekedBody body)
    {
        if (body.IsTooLarge)
        {
            return BodyFaults.TooLarge;
        }

        if (body.IsEncodingUnsupported || body.IsMalformed)
        {
            return body.IsMalformed ? BodyFaults.BadEncoding : BodyFaults.UnsupportedEncoding;
        }

        if (body.Bytes.IsEmpty)
        {
            return _isReference ? Validate(schema!, EmptyObject)
                : !isOptional && RequestBody.IsExpected(request.Method) ? BodyFaults.Missing
                : null;
        }

        return schema is not null ? Validate(schema, body.Bytes) : BodyFaults.UnsupportedMediaType;
    }

    private BodyFinding? Validate(CompiledSchema schema, in ReadOnlySequence<byte> body)
    {
        var workspace = workspaces.Rent();
        var outcome = schema.Validate(body, workspace);
        workspaces.Return(workspace);
        return outcome.Verdict switch
        {
            SchemaVerdict.Valid => null,
            SchemaVerdict.Invalid => new BodyFinding(
                RejectionReason.BodyInvalid,
                [.. outcome.Errors.Select(error => new RequestValidationError("body", null, error.Pointer, error.Keyword, error.Expected) { Member = error.Member })]),
            _ => BodyFaults.Explain(outcome, schema.Settings.Reading),
        };
    }
}
