using System.Buffers;
using Gateway.Core.Mapping.Parameters;
using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Typed;
using Gateway.Core.Pipeline;
using Gateway.Core.Pipeline.Bodies;
using Gateway.Core.Pipeline.Responses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Mapping;

/// <summary>What an endpoint maps between its handler's responses and the caller.</summary>
/// <param name="Parameters">Status and headers by status, or null.</param>
/// <param name="Bodies">Typed mappings by status, or null.</param>
/// <param name="Conversion">What the reference does with bodies that are binary, or are not; null elsewhere.</param>
/// <param name="NeedsMatch">Whether a response that no status pattern of the parameters is for is an error.</param>
internal sealed record ResponseMappings(
    StatusTable<ResponseParameterRules>? Parameters,
    StatusTable<ResponseBodyMappings>? Bodies,
    ResponseConversion? Conversion,
    bool NeedsMatch)
{
    /// <summary>Whether a response has to be held back: otherwise its headers are mapped as it starts.</summary>
    public bool NeedsResponse { get; } =
        Bodies is not null || Conversion is not null || (Parameters is not null && HasBodyRules(Parameters, NeedsMatch));

    /// <summary>Whether this response is read or gets another status: any other is never held back, however large.</summary>
    public bool IsFor(IHttpResponseFeature response)
    {
        var rules = Parameters?.Find(response.StatusCode);
        return Conversion is not null
            || (rules is null ? NeedsMatch : rules.NeedsBody || rules.SetsStatus)
            || (Bodies?.Find(response.StatusCode) is not null && ResponseBodyMappings.IsJson(response));
    }

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
    public string? Map(GatewayFeature feature, in ResponseCapture capture)
    {
        var status = feature.Response.StatusCode;
        var rules = Parameters?.Find(status);
        if (NeedsMatch && rules is null)
        {
            return "no call of WithResponseParameters is for its status, and none is for all others";
        }

        // Before the parameters: they may say another content type.
        var conversion = Conversion?.Find(feature) ?? BodyConversion.None;
        var body = capture.Bytes;
        MapParameters(feature, body);
        if (rules is { DropsBody: true })
        {
            capture.Replace(new PooledBytes(ArrayPool<byte>.Shared));
            return null;
        }

        return Convert(conversion, capture, ref body) ?? MapBody(feature, capture, status, body);
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

    private string? MapBody(GatewayFeature feature, in ResponseCapture capture, int status, in ReadOnlySequence<byte> body)
    {
        if (Bodies?.Find(status) is not { } bodies)
        {
            return null;
        }

        if (body.IsEmpty && HttpMethods.IsHead(feature.HttpContext.Request.Method))
        {
            // Of a body that is not the one that GET would get.
            feature.Response.Headers.ContentLength = null;
        }

        var fault = bodies.Apply(feature, status, body, out var mapped);
        if (mapped is not null)
        {
            capture.Replace(mapped);
        }

        return fault;
    }

    private static bool HasBodyRules(StatusTable<ResponseParameterRules> parameters, bool needsMatch) =>
        StatusPattern.Statuses.Any(status => parameters.Find(status) is { } rules ? rules.NeedsBody || rules.DropsBody : needsMatch);
}
