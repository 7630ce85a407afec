using Microsoft.Extensions.Primitives;

namespace Gateway.Core.Pipeline.Bodies;

/// <summary>How a body is encoded, as far as the gateway reads it.</summary>
internal enum ContentEncoding
{
    /// <summary>Not at all.</summary>
    None,

    GZip,

    /// <summary>In zlib's format (RFC 9110 §8.4.1.2), not the bare one that some clients have sent under this name.</summary>
    Deflate,

    Brotli,

    /// <summary>Several times, or in a way that is not read here.</summary>
    Unsupported,
}

internal static class ContentEncodings
{
    /// <summary>
    /// Exactly one name is read. A list is refused as a whole: encodings in one another multiply what a small body expands to, and a list
    /// that two parties split differently is read differently.
    /// </summary>
    public static ContentEncoding Of(StringValues header) => header.Count switch
    {
        0 => ContentEncoding.None,
        1 => Of(header[0].AsSpan().Trim(" \t")),
        _ => ContentEncoding.Unsupported,
    };

    private static ContentEncoding Of(ReadOnlySpan<char> name) =>
        name.IsEmpty || Is(name, "identity") ? ContentEncoding.None
        : Is(name, "gzip") || Is(name, "x-gzip") ? ContentEncoding.GZip
        : Is(name, "deflate") ? ContentEncoding.Deflate
        : Is(name, "br") ? ContentEncoding.Brotli
        : ContentEncoding.Unsupported;

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
