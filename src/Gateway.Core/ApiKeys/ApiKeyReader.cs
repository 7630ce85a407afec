using System.Diagnostics.CodeAnalysis;
using Gateway.Core.Pipeline;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.ApiKeys;

/// <summary>Finds the presented value in a request: exactly one, of bounded length. One that an authorizer gave takes its place.</summary>
internal sealed class ApiKeyReader(ApiKeysOptions options)
{
    private readonly string _headerName = options.HeaderName;
    private readonly bool _readsQuery = options.QueryParameterName is not null;

    public bool TryRead(GatewayFeature feature, [NotNullWhen(true)] out string? value, out ApiKeyFailure failure)
    {
        if (feature.UsageIdentifier is not { } given)
        {
            return TryRead(feature.HttpContext, feature.RequestHeaders, out value, out failure);
        }

        (value, failure) = (given, ApiKeyFailure.Malformed);
        return IsOfAllowedLength(value);
    }

    /// <summary>For a request that the gateway has not set up.</summary>
    public bool TryRead(HttpContext context, IHeaderDictionary headers, [NotNullWhen(true)] out string? value, out ApiKeyFailure failure)
    {
        headers.TryGetValue(_headerName, out var presented);
        if (presented.Count > 0 && IsHopByHop(headers.Connection))
        {
            presented = default;
        }

        if (_readsQuery && context.Features.Get<QueryApiKeyFeature>() is { } query)
        {
            presented = StringValues.Concat(presented, query.Values);
        }

        value = presented.Count == 1 ? presented[0] : null;
        failure = presented.Count == 0 ? ApiKeyFailure.Missing : ApiKeyFailure.Malformed;
        return IsOfAllowedLength(value);
    }

    private static bool IsOfAllowedLength([NotNullWhen(true)] string? value) => value is { Length: >= ApiKeyFormat.MinLength and <= ApiKeyFormat.MaxLength };

    /// <summary>A header named in <c>Connection</c> is meant for the next hop (RFC 9110 section 7.6.1) and proves nothing here.</summary>
    private bool IsHopByHop(StringValues connection)
    {
        foreach (var line in connection)
        {
            // Nearly always "keep-alive"; longer than the header's name only when it could contain it.
            if (line is not null && line.Length >= _headerName.Length && ContainsToken(line))
            {
                return true;
            }
        }

        return false;
    }

    private bool ContainsToken(ReadOnlySpan<char> line)
    {
        foreach (var range in line.Split(','))
        {
            if (line[range].Trim().Equals(_headerName, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
