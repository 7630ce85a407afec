using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>Path and query as the client sent them, before the server decoded anything.</summary>
internal readonly ref struct RequestTarget
{
    private RequestTarget(ReadOnlySpan<char> pathAndQuery)
    {
        var query = pathAndQuery.IndexOf('?');
        Path = query < 0 ? pathAndQuery : pathAndQuery[..query];
        Query = query < 0 ? default : pathAndQuery[(query + 1)..];
    }

    public ReadOnlySpan<char> Path { get; }

    /// <summary>Without its question mark.</summary>
    public ReadOnlySpan<char> Query { get; }

    /// <summary>Returns the target in one string: absolute-form (RFC 9112 §3.2.2) is cut to its path; null for a form that has no path.</summary>
    public static string? Find(HttpContext context)
    {
        var raw = ((IHttpRequestFeature)context.Features[typeof(IHttpRequestFeature)]!).RawTarget;
        if (raw.StartsWith('/'))
        {
            return raw;
        }

        if (raw.Length == 0)
        {
            // A server that keeps no raw target; what it has decoded is encoded again.
            var request = context.Request;
            return request.PathBase.ToUriComponent() + request.Path.ToUriComponent() + request.QueryString.ToUriComponent() is ['/', ..] target ? target : null;
        }

        var authority = raw.IndexOf("://", StringComparison.Ordinal);
        if (authority < 0)
        {
            return null;
        }

        var path = raw.AsSpan(authority + 3).IndexOfAny('/', '?');
        return path < 0 ? "/"
            : raw[authority + 3 + path] == '/' ? raw[(authority + 3 + path)..]
            : "/" + raw[(authority + 3 + path)..];
    }

    public static RequestTarget Of(string target) => new(target);
}
