using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Authorizers.Signing.Canonical;

/// <summary>The signed headers: names in order, values trimmed, inner white space collapsed, several values joined by a comma.</summary>
internal static class CanonicalHeaders
{
    private const string Authority = ":authority";
    private const string AmazonPrefix = "x-amz-";

    /// <summary>
    /// Whether the list is what it has to be: sorted, lower-case, without duplicates, with the host in it, every header of it in the
    /// request, and every <c>x-amz-</c> header of the request in it. The session token may stay out: it is compared by value.
    /// </summary>
    public static bool IsComplete(ReadOnlySpan<char> signedHeaders, IHeaderDictionary headers)
    {
        var previous = ReadOnlySpan<char>.Empty;
        var hasHost = false;
        foreach (var range in signedHeaders.Split(';'))
        {
            var name = signedHeaders[range];
            if (name.SequenceCompareTo(previous) <= 0 || name.ContainsAnyInRange('A', 'Z') || Get(headers, name).Count == 0)
            {
                return false;
            }

            hasHost |= name is "host" or Authority;
            previous = name;
        }

        return hasHost && AreAmazonHeadersSigned(signedHeaders, headers);
    }

    public static void Append(ref PooledBytes output, ReadOnlySpan<char> signedHeaders, IHeaderDictionary headers)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            var name = signedHeaders[range];
            output.Append(name);
            output.Append((byte)':');
            var values = Get(headers, name);
            for (var i = 0; i < values.Count; i++)
            {
                if (i > 0)
                {
                    output.Append((byte)',');
                }

                AppendCollapsed(ref output, values[i]);
            }

            output.Append((byte)'\n');
        }
    }

    private static bool AreAmazonHeadersSigned(ReadOnlySpan<char> signedHeaders, IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            if (name.StartsWith(AmazonPrefix, StringComparison.OrdinalIgnoreCase)
                && !name.Equals(SignatureNames.SecurityToken, StringComparison.OrdinalIgnoreCase)
                && !Contains(signedHeaders, name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(ReadOnlySpan<char> signedHeaders, ReadOnlySpan<char> name)
    {
        foreach (var range in signedHeaders.Split(';'))
        {
            if (signedHeaders[range].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // The names that nearly every request signs make no string.
    private static StringValues Get(IHeaderDictionary headers, ReadOnlySpan<char> name) => name switch
    {
        "host" or Authority => headers.Host,
        "content-type" => headers.ContentType,
        "content-length" => headers[Microsoft.Net.Http.Headers.HeaderNames.ContentLength],
        SignatureNames.Date => headers[SignatureNames.Date],
        SignatureNames.PayloadHash => headers[SignatureNames.PayloadHash],
        SignatureNames.SecurityToken => headers[SignatureNames.SecurityToken],
        _ => headers[name.ToString()],
    };

    private static void AppendCollapsed(ref PooledBytes output, ReadOnlySpan<char> value)
    {
        value = value.Trim(" \t");
        while (!value.IsEmpty)
        {
            var space = value.IndexOfAny(' ', '\t');
            output.Append(space < 0 ? value : value[..space]);
            if (space < 0)
            {
                return;
            }

            output.Append((byte)' ');
            value = value[space..].TrimStart(" \t");
        }
    }
}
