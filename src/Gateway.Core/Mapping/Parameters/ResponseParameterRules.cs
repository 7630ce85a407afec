using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

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

    /// <summary>Whether the caller's content type is the mapping's business.</summary>
    public bool SetsContentType { get; } = Array.Exists(rules, rule => rule.IsHeader(HeaderNames.ContentType));

    /// <summary>
    /// Reads everything, then writes. A value that is too long, takes too much work or leads elsewhere is left out, and the handler's own with
    /// it, which the mapping was to replace: there is no client to tell.
    /// </summary>
    /// <param name="feature">The request.</param>
    /// <param name="body">The handler's body; empty where no source needs it, or it is streamed.</param>
    public void Apply(GatewayFeature feature, ReadOnlySpan<byte> body)
    {
        var response = feature.Response;
        if (_one is { } one)
        {
            var isLeftOut = !TryRead(one, feature, body, out var value);
            Write(response.Headers, one, value, isLeftOut);
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
        Span<bool> areLeftOut = stackalloc bool[rules.Length];
        for (var i = 0; i < rules.Length; i++)
        {
            areLeftOut[i] = !TryRead(rules[i], feature, body, out values[i]);
        }

        if (remapsHeaders)
        {
            RemoveAndRemap(headers);
        }

        for (var i = 0; i < rules.Length; i++)
        {
            Write(headers, rules[i], values[i], areLeftOut[i]);
        }
    }

    /// <summary>What is to be removed goes before it would get another name.</summary>
    private void RemoveAndRemap(IHeaderDictionary headers)
    {
        foreach (var rule in rules)
        {
            if (rule.Source is null)
            {
                headers.Remove(rule.Name);
            }
        }

        ReferenceHeaders.RemapFromHandler(headers);
    }

    /// <returns>False where there is a value that must not be sent.</returns>
    private bool TryRead(ParameterRule rule, GatewayFeature feature, ReadOnlySpan<byte> body, out StringValues value)
    {
        var input = new MappingInput(feature, body, maxValueLength);
        value = rule.Read(ref input);
        if (input.Fault is BodyFault.TooLong or BodyFault.TooComplex or BodyFault.DuplicateName)
        {
            return false;
        }

        value = Encode(value);
        return !ParameterRule.IsLonger(value, maxValueLength) && (!rule.MayLeadElsewhere || IsAllowed(value));
    }

    private static void Write(IHeaderDictionary headers, ParameterRule rule, in StringValues value, bool isLeftOut)
    {
        if (rule.Source is null || isLeftOut)
        {
            headers.Remove(rule.Name);
        }
        else if (ParameterRule.HasValue(value))
        {
            headers[rule.Name] = value;
        }
    }

    private bool IsAllowed(in StringValues values) => !ParameterRule.HasValue(values) || (values.Count == 1 && locations.Allows(values[0]!));

    private static StringValues Encode(in StringValues values) => values.Count switch
    {
        0 => values,
        1 => values[0] is { } one ? HeaderText.ForResponse(one) : values,
        _ => new StringValues([.. values.Select(value => HeaderText.ForResponse(value ?? ""))]),
    };
}
