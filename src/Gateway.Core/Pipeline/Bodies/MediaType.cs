using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>Media types as schemas are kept by, and as requests name them, read without allocation (RFC 9110 section 8.3.1).</summary>
internal static class MediaType
{
    /// <summary>Stands for every content type without an entry of its own, in the reference's spelling.</summary>
    public const string Any = "$default";

    private const string Charset = "charset";
    private const string Json = "json";
    private const string Plain = "application/json";
    private const string PlainWithCharset = "application/json; charset=utf-8";

    /// <summary>A media type as a developer writes it, without parameters and in lower case.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string Normalize(string contentType)
    {
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        if (contentType == Any)
        {
            return contentType;
        }

        return MediaTypeHeaderValue.TryParse(contentType, out var parsed) && !IsRange(parsed)
            ? parsed.MediaType.ToString().ToLowerInvariant()
            : throw new ArgumentException($"'{contentType}' must be one media type, such as application/json, or $default.", nameof(contentType));
    }

    /// <summary>The media type of a request's header, without its parameters.</summary>
    public static ReadOnlySpan<char> GetName(ReadOnlySpan<char> contentType)
    {
        var end = contentType.IndexOf(';');
        return (end < 0 ? contentType : contentType[..end]).Trim(" \t");
    }

    /// <summary>The same as ASP.NET Core reads it, which accepts white space around the slash; null for what it does not read.</summary>
    public static string? ParseName(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.MediaType.ToString() : null;

    /// <summary>Whether bodies of this type, as a developer writes it, are JSON.</summary>
    public static bool IsJson(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var parsed)
        && !IsRange(parsed)
        && (parsed.SubType.Equals(Json, StringComparison.OrdinalIgnoreCase) || parsed.Suffix.Equals(Json, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether text of this content type is in UTF-8, as far as it says: JSON is, unless something else is named.</summary>
    public static bool IsUtf8(ReadOnlySpan<char> contentType)
    {
        var start = contentType.IndexOf(';');
        if (start < 0)
        {
            return true;
        }

        foreach (var range in contentType[(start + 1)..].Split(';'))
        {
            var parameter = contentType[(start + 1)..][range].Trim(" \t");
            var equals = parameter.IndexOf('=');
            if (equals >= 0
                && parameter[..equals].Trim(" \t").Equals(Charset, StringComparison.OrdinalIgnoreCase)
                && !parameter[(equals + 1)..].Trim(" \t\"").Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a message with this header, has JSON in UTF-8, as far as it says; most say it in one spelling, which need not be parsed.</summary>
    public static bool IsUtf8Json(in StringValues header) => header.Count == 1
        && (header[0] is Plain or PlainWithCharset || (IsJson(header[0]!) && IsUtf8(header[0])));

    private static bool IsRange(MediaTypeHeaderValue parsed) =>
        parsed.MatchesAllTypes || parsed.MatchesAllSubTypes || parsed.MatchesAllSubTypesWithoutSuffix;
}
