using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.ApiKeys;

/// <summary>
/// Takes the key out of the URL before the host logs "Request starting": a middleware would be too late. Registered only when keys
/// may come in the query, because the host cannot reuse contexts of a factory that is not its own.
/// </summary>
internal sealed class QueryApiKeyHttpContextFactory(IHttpContextFactory inner, string parameterName) : IHttpContextFactory
{
    public HttpContext Create(IFeatureCollection featureCollection)
    {
        if (featureCollection.Get<IHttpRequestFeature>() is { QueryString.Length: > 1 } request
            && TryTakeOut(request.QueryString, out var rest, out var values))
        {
            var query = request.RawTarget.IndexOf('?', StringComparison.Ordinal);
            request.RawTarget = query < 0 ? request.RawTarget : request.RawTarget[..query] + rest;
            request.QueryString = rest;
            featureCollection.Set(new QueryApiKeyFeature(values));
        }

        return inner.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => inner.Dispose(httpContext);

    /// <summary>The other parameters keep every byte that was sent: a signature or a cache key may be made of them.</summary>
    private bool TryTakeOut(string queryString, out string rest, out StringValues values)
    {
        var kept = new StringBuilder(queryString.Length);
        values = default;
        var parameters = queryString.AsSpan(1);
        foreach (var range in parameters.Split('&'))
        {
            var parameter = parameters[range];
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];

            // Case-insensitively, as ASP.NET Core's own query collection compares.
            if (Decode(name).Equals(parameterName, StringComparison.OrdinalIgnoreCase))
            {
                values = StringValues.Concat(values, equals < 0 ? "" : Decode(parameter[(equals + 1)..]));
            }
            else
            {
                kept.Append(kept.Length == 0 ? '?' : '&').Append(parameter);
            }
        }

        rest = kept.Length > 1 ? kept.ToString() : "";
        return values.Count > 0;
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString().Replace('+', ' '));
}
