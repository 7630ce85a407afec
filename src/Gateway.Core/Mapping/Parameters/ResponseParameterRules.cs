using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>What an endpoint maps between its handler's response and the caller, for the statuses that select it.</summary>
/// <param name="rules">The mappings, at most one for each header.</param>
/// <param name="status">The status that the caller gets; null for the handler's.</param>
/// <param name="locations">Where a mapped redirect may lead.</param>
/// <param name="maxValueLength">How long a mapped value may be.</param>
/// <param name="remapsHeaders">Whether the handler's headers are renamed as the reference does.</param>
internal sealed class ResponseParameterRules(
    ParameterRule[] rules, int? status, LocationCheck locations, int maxValueLength, bool remapsHeaders)
{
    private readonly ParameterRule? _one = rules is [var one] && !remapsHeaders ? one : null;

    public bool NeedsBody { get; } = Array.Exists(rules, rule => rule.NeedsBody);

    public bool SetsStatus => status is not null;

    /// <summary>Whether the caller gets a status that goes without a body (RFC 9110 section 15).</summary>
    public bool DropsBody { get; } = status is StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified;

    /// <summary>Reads everything, then writes. A value that cannot be had, is too long or leads elsewhere is left out: there is no client to tell.</summary>
    /// <param name="feature">The request.</param>
    /// <param name="body">The handler's body; empty where no source needs it, or it is streamed.</param>
    public void Apply(GatewayFeature feature, ReadOnlySpan<byte> body)
    {
        var response = feature.Response;
        if (_one is { } one)
        {
            Write(response.Headers, one, Read(one, feature, body));
        }
        else
        {
            ApplyAll(feature, response.Headers, body);
        }

        if (status is { } code)
        {
            response.StatusCode = code;
        }
    }

    private void ApplyAll(GatewayFeature feature, IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var values = new ReadValues(rules.Length);
        for (var i = 0; i < rules.Length; i++)
        {
            values[i] = Read(rules[i], feature, body);
        }

        if (remapsHeaders)
        {
            ReferenceHeaders.RemapFromHandler(headers);
        }

        for (var i = 0; i < rules.Length; i++)
        {
            Write(headers, rules[i], values[i]);
        }
    }

    private StringValues Read(ParameterRule rule, GatewayFeature feature, ReadOnlySpan<byte> body)
    {
        var input = new MappingInput(feature, body);
        var value = rule.Read(ref input);
        return input.Fault != BodyFault.None || ParameterRule.IsLonger(value, maxValueLength) ? StringValues.Empty : value;
    }

    private void Write(IHeaderDictionary headers, ParameterRule rule, in StringValues value)
    {
        if (!rule.MayLeadElsewhere && value.Count == 1 && value[0] is { Length: > 0 } text)
        {
            headers[rule.Name] = HeaderText.ForResponse(text);
        }
        else if (rule.Source is null)
        {
            headers.Remove(rule.Name);
        }
        else if (ParameterRule.HasValue(value))
        {
            var encoded = Encode(value);
            if (!rule.MayLeadElsewhere || IsAllowed(encoded))
            {
                headers[rule.Name] = encoded;
            }
            else
            {
                // The handler's own value may be what the mapping was to replace.
                headers.Remove(rule.Name);
            }
        }
    }

    private bool IsAllowed(in StringValues values) => values.Count == 1 && locations.Allows(values[0]!);

    private static StringValues Encode(in StringValues values) =>
        values.Count == 1 ? HeaderText.ForResponse(values[0]!) : new StringValues([.. values.Select(value => HeaderText.ForResponse(value ?? ""))]);
}
