using Gateway.Core.Mapping.Reference;
using Gateway.Core.Mapping.Sources;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>What an endpoint maps between the request and its handler.</summary>
/// <param name="rules">The mappings, at most one for each target.</param>
/// <param name="maxValueLength">How long a mapped value may be.</param>
/// <param name="dropsHeaders">Whether the client's headers are dropped that the reference does not pass on.</param>
internal sealed class RequestParameterRules(ParameterRule[] rules, int maxValueLength, bool dropsHeaders)
{
    private readonly ParameterRule? _one = rules is [{ Target: not MappingTarget.Query } one] && !dropsHeaders ? one : null;

    private readonly bool _hasQuery = Array.Exists(rules, rule => rule.Target == MappingTarget.Query);

    /// <summary>Whether the handler's content type is the mapping's business.</summary>
    public bool SetsContentType { get; } = Array.Exists(rules, rule => rule.IsHeader(HeaderNames.ContentType));

    private readonly bool _readsBody = Array.Exists(rules, rule => rule.NeedsBody);

    /// <summary>The reference takes off a content encoding, and its header with it, whatever is mapped.</summary>
    public bool NeedsBody(GatewayFeature feature) => _readsBody || (dropsHeaders && feature.RequestHeaders.ContentEncoding.Count > 0);

    /// <summary>Reads everything, then writes: a mapping never sees what another has written.</summary>
    /// <returns>Why the request cannot be mapped, or null.</returns>
    public MappingRefusal? Apply(GatewayFeature feature, ReadOnlySpan<byte> body)
    {
        var input = new MappingInput(feature, body, maxValueLength);
        return _one is { } one ? ApplyOne(one, ref input) : ApplyAll(ref input);
    }

    /// <summary>The usual case, and the reason for its own way: memory for many values, and asking again how many there are, would take as long as the one.</summary>
    private MappingRefusal? ApplyOne(ParameterRule rule, ref MappingInput input)
    {
        var value = rule.Read(ref input);
        if (value.Count == 1 && value[0] is { Length: > 0 } text && text.Length <= maxValueLength && rule.Target == MappingTarget.Header)
        {
            input.Feature.RequestHeaders[rule.Name] = HeaderText.ForRequest(text);
            return null;
        }

        var refusal = Check(rule, input.Fault, value);
        if (refusal is null)
        {
            Write(input.Feature, rule, value);
        }

        return refusal;
    }

    private MappingRefusal? ApplyAll(ref MappingInput input)
    {
        var values = new ReadValues(rules.Length);
        for (var i = 0; i < rules.Length; i++)
        {
            values[i] = rules[i].Read(ref input);
            if (Check(rules[i], input.Fault, values[i]) is { } refusal)
            {
                return refusal;
            }
        }

        var feature = input.Feature;
        if (dropsHeaders)
        {
            var upgrade = feature.HttpContext.Features[typeof(IHttpUpgradeFeature)] as IHttpUpgradeFeature;
            ReferenceHeaders.DropFromRequest(feature.RequestHeaders, isUpgrade: upgrade is { IsUpgradableRequest: true });
        }

        for (var i = 0; i < rules.Length; i++)
        {
            Write(feature, rules[i], values[i]);
        }

        if (_hasQuery)
        {
            WriteQuery(feature.HttpContext.Request, ref values);
        }

        return null;
    }

    private MappingRefusal? Check(ParameterRule rule, BodyFault fault, in StringValues value) =>
        fault == BodyFault.TooLong || ParameterRule.IsLonger(value, maxValueLength) ? MappingRefusal.OfLength(rule.Source!, maxValueLength)
        : fault != BodyFault.None ? MappingRefusal.Of(fault)
        : null;

    private static void Write(GatewayFeature feature, ParameterRule rule, in StringValues value)
    {
        var hasValue = ParameterRule.HasValue(value);
        if (rule.Target == MappingTarget.Query || (!hasValue && !rule.IsRemovedWhenMissing))
        {
            return;
        }

        if (rule.Target == MappingTarget.Header)
        {
            if (hasValue)
            {
                feature.RequestHeaders[rule.Name] = Encode(value);
            }
            else
            {
                feature.RequestHeaders.Remove(rule.Name);
            }
        }
        else if (hasValue)
        {
            feature.HttpContext.Request.RouteValues[rule.Name] = value[^1];
        }
        else
        {
            feature.HttpContext.Request.RouteValues.Remove(rule.Name);
        }
    }

    private static StringValues Encode(in StringValues values) =>
        values.Count == 1 ? HeaderText.ForRequest(values[0]!) : new StringValues([.. values.Select(value => HeaderText.ForRequest(value ?? ""))]);

    private void WriteQuery(HttpRequest request, ref ReadValues values)
    {
        var query = new QueryRewrite();
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            if (rule.Target == MappingTarget.Query && (ParameterRule.HasValue(values[i]) || rule.IsRemovedWhenMissing))
            {
                query.Replace(rule.Name, values[i]);
            }
        }

        query.Apply(request);
    }
}
