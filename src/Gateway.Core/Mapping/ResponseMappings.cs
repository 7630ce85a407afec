using System.Buffers;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Templates;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping;

/// <summary>What an endpoint maps between its handler's responses and the caller.</summary>
/// <param name="Parameters">Status and headers by status, or null.</param>
/// <param name="Bodies">Typed mappings by status, or null.</param>
/// <param name="Templates">Templates by status, or null.</param>
/// <param name="Conversion">What the reference does with bodies that are binary, or are not; null elsewhere.</param>
/// <param name="NeedsMatch">Whether a response that no status pattern of the parameters is for is an error.</param>
internal sealed record ResponseMappings(
    StatusTable<ResponseParameterRules>? Parameters,
    StatusTable<ResponseBodyMappings>? Bodies,
    StatusTable<ResponseTemplates>? Templates,
    ResponseConversion? Conversion,
    bool NeedsMatch)
{
    /// <summary>Whether a response has to be held back: otherwise its headers are mapped as it starts.</summary>
    public bool NeedsResponse { get; } =
        Bodies is not null || Templates is not null || Conversion is not null || (Parameters is not null && HasBodyRules(Parameters, NeedsMatch));

    /// <summary>Whether this response is read: any other is never held back for the mapping, however large.</summary>
    public bool IsFor(IHttpResponseFeature response)
    {
        var rules = Parameters?.Find(response.StatusCode);
        return Conversion is not null
            || FindTemplates(response.StatusCode) is not null
            || (rules is null ? NeedsMatch : rules.NeedsBody || rules.DropsBody)
            || (Bodies?.Find(response.StatusCode) is not null && ResponseBodyMappings.IsJson(response));
    }

    /// <summary>Whether this response gets another status, which decides what a step outside makes of it.</summary>
    public bool SetsStatus(IHttpResponseFeature response) => Parameters?.Find(response.StatusCode) is { SetsStatus: true };

    /// <summary>The templates for a status; none for one that goes without a body.</summary>
    public ResponseTemplates? FindTemplates(int status) =>
        status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified
            ? null
            : Templates?.Find(status);

    public void MapParameters(GatewayFeature feature, in ReadOnlySequence<byte> body)
    {
        feature.IsResponseMapped = true;
        if (Parameters?.Find(feature.Response.StatusCode) is not { } rules)
        {
            return;
        }

        if (body.IsSingleSegment || !rules.NeedsBody)
        {
            rules.Apply(feature, body.FirstSpan);
            return;
        }

        var length = (int)body.Length;
        var joined = ArrayPool<byte>.Shared.Rent(length);
        body.CopyTo(joined);
        rules.Apply(feature, joined.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(joined);
    }

    /// <summary>Maps a response that is held back: parameters first, then the body.</summary>
    /// <returns>Why it cannot be mapped, or null.</returns>
    /// <param name="feature">The request.</param>
    /// <param name="capture">The response.</param>
    /// <param name="accept">The caller's <c>Accept</c>, as it has sent it.</param>
    /// <param name="renderer">Renders templates.</param>
    public string? Map(GatewayFeature feature, in ResponseCapture capture, in StringValues accept, TemplateRenderer renderer)
    {
        var status = feature.Response.StatusCode;
        var rules = Parameters?.Find(status);
        if (NeedsMatch && rules is null)
        {
            return "no call of WithResponseParameters is for its status, and none is for all others";
        }

        if (FindTemplates(status) is { } templates && rules is not { DropsBody: true })
        {
            return MapByTemplate(feature, templates.Select(accept), capture, renderer, keepsContentType: rules is { SetsContentType: true });
        }

        // Of the handler, whatever the parameters make of it for the caller.
        var conversion = Conversion?.Find(feature.Response.Headers.ContentType, accept) ?? BodyConversion.None;
        var bodies = ResponseBodyMappings.IsJson(feature.Response) ? Bodies?.Find(status) : null;
        var body = capture.Bytes;
        MapParameters(feature, body);
        if (rules is { DropsBody: true })
        {
            capture.Replace(new PooledBytes(ArrayPool<byte>.Shared));
            return null;
        }

        if (body.IsEmpty)
        {
            ForgetLengthOfOtherBody(feature, isOther: bodies is not null || conversion != BodyConversion.None);
            return null;
        }

        return Convert(conversion, capture, ref body)
            ?? (bodies is null ? null : MapBody(feature, bodies, capture, status, body, keepsContentType: rules is { SetsContentType: true }));
    }

    /// <summary>The template sees the response as the handler has made it, so it is rendered before parameters are written.</summary>
    private string? MapByTemplate(
        GatewayFeature feature, MediaTemplate template, in ResponseCapture capture, TemplateRenderer renderer, bool keepsContentType)
    {
        var rendered = renderer.Render(template.Template, feature, capture.Bytes, out var outcome);
        if (rendered is null)
        {
            return TemplateRenderer.Describe(outcome);
        }

        MapParameters(feature, capture.Bytes);
        capture.Replace(rendered);
        if (!keepsContentType)
        {
            feature.Response.Headers.ContentType = template.ContentType;
        }

        return null;
    }

    /// <summary>An answer to HEAD has the length of the handler's body, and not of the one that GET would get.</summary>
    private static void ForgetLengthOfOtherBody(GatewayFeature feature, bool isOther)
    {
        if (isOther && HttpMethods.IsHead(feature.HttpContext.Request.Method))
        {
            feature.Response.Headers.ContentLength = null;
        }
    }

    private static string? Convert(BodyConversion conversion, in ResponseCapture capture, ref ReadOnlySequence<byte> body)
    {
        if (!BodyConversions.TryConvert(conversion, body, out var converted))
        {
            return "its body is no base64";
        }

        if (converted is not null)
        {
            capture.Replace(converted);
            body = converted.Bytes;
        }

        return null;
    }

    private static string? MapBody(
        GatewayFeature feature,
        ResponseBodyMappings bodies,
        in ResponseCapture capture,
        int status,
        in ReadOnlySequence<byte> body,
        bool keepsContentType)
    {
        var fault = bodies.Apply(feature, status, body, keepsContentType, out var mapped);
        if (mapped is not null)
        {
            capture.Replace(mapped);
        }

        return fault;
    }

    private static bool HasBodyRules(StatusTable<ResponseParameterRules> parameters, bool needsMatch) =>
        StatusPattern.Statuses.Any(status => parameters.Find(status) is { } rules ? rules.NeedsBody || rules.DropsBody : needsMatch);
}
