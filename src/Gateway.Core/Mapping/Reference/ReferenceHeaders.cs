using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping.Reference;

/// <summary>
/// Which headers Amazon API Gateway drops and renames between caller and backend (AWS-semantics of HTTP_PROXY integrations, and of mappings
/// onto headers). What the server needs to read this request and to frame this response stays: the backend is in this process.
/// </summary>
internal static class ReferenceHeaders
{
    private const string Remapped = "x-amzn-Remapped-";

    private static readonly FrozenSet<string> Unreadable = Set(
        HeaderNames.Connection, HeaderNames.ContentLength, HeaderNames.ContentMD5, HeaderNames.Expect, HeaderNames.MaxForwards,
        HeaderNames.ProxyAuthenticate, HeaderNames.Server, HeaderNames.TE, HeaderNames.TransferEncoding, HeaderNames.Trailer,
        HeaderNames.Upgrade, HeaderNames.WWWAuthenticate);

    private static readonly FrozenSet<string> Unmappable = Set(
        HeaderNames.Connection, HeaderNames.Expect, HeaderNames.ProxyAuthenticate, HeaderNames.TE, "Via");

    private static readonly FrozenSet<string> Forbidden = Set(
        HeaderNames.ContentLength, HeaderNames.TransferEncoding, "x-amzn-trace-id", "x-amzn-apigateway-api-id");

    private static readonly string[] DroppedFromRequest =
    [
        HeaderNames.ContentMD5, HeaderNames.Expect, HeaderNames.MaxForwards, HeaderNames.ProxyAuthenticate, HeaderNames.Server, HeaderNames.TE,
        HeaderNames.Trailer, HeaderNames.WWWAuthenticate, "Via",
    ];

    private static readonly string[] OfAnUpgrade = [HeaderNames.Connection, HeaderNames.Upgrade];

    private static readonly string[] RemappedFromHandler =
        [HeaderNames.Connection, HeaderNames.Date, HeaderNames.Server, HeaderNames.WWWAuthenticate, "x-amzn-requestid"];

    private static readonly FrozenSet<string> RemappedWhenMapped = Set(
        HeaderNames.Authorization, HeaderNames.Connection, HeaderNames.ContentLength, HeaderNames.ContentMD5, HeaderNames.Date, HeaderNames.Expect,
        HeaderNames.Host, HeaderNames.MaxForwards, HeaderNames.ProxyAuthenticate, HeaderNames.Server, HeaderNames.Trailer, HeaderNames.Upgrade,
        HeaderNames.UserAgent, HeaderNames.WWWAuthenticate);

    /// <summary>Whether no expression ever finds the client's header.</summary>
    public static bool IsUnreadable(string header) => Unreadable.Contains(header);

    /// <summary>Whether a mapping onto the request's header does nothing.</summary>
    public static bool IsUnmappable(string header) => Unmappable.Contains(header);

    /// <summary>Whether a mapping onto the request's header breaks every call there.</summary>
    public static bool IsForbidden(string header) => Forbidden.Contains(header);

    /// <summary>The header that a mapping onto a response's header writes; null for none.</summary>
    public static string? FindMappedName(string header) =>
        header.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase) ? null
        : RemappedWhenMapped.Contains(header) ? Remapped + header
        : header;

    public static void DropFromRequest(IHeaderDictionary headers, bool isUpgrade)
    {
        Remove(headers, DroppedFromRequest);
        if (!isUpgrade)
        {
            Remove(headers, OfAnUpgrade);
        }
    }

    public static void RemapFromHandler(IHeaderDictionary headers)
    {
        foreach (var header in RemappedFromHandler)
        {
            if (headers.Remove(header, out var value))
            {
                headers[Remapped + header] = value;
            }
        }

        headers.Remove("Via");
    }

    private static void Remove(IHeaderDictionary headers, string[] names)
    {
        foreach (var name in names)
        {
            headers.Remove(name);
        }
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
