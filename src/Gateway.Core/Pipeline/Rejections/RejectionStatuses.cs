namespace Gateway.Core.Pipeline.Rejections;

/// <summary>What other protocols and documents call an HTTP status.</summary>
internal static class RejectionStatuses
{
    /// <summary>The gRPC status for an HTTP status, by the gRPC project's HTTP mapping and its own retry semantics for 429 and 413.</summary>
    public static int GetGrpcStatus(int status) => status switch
    {
        400 or 415 or 422 => 3,
        401 => 16,
        403 => 7,
        404 => 12,
        413 or 429 => 8,
        502 or 503 or 504 => 14,
        < 500 => 3,
        _ => 13,
    };

    /// <summary>What RFC 9457 calls the problem type: the section that defines the status.</summary>
    public static string GetTypeUri(int status) => status switch
    {
        400 => "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        401 => "https://tools.ietf.org/html/rfc9110#section-15.5.2",
        403 => "https://tools.ietf.org/html/rfc9110#section-15.5.4",
        404 => "https://tools.ietf.org/html/rfc9110#section-15.5.5",
        413 => "https://tools.ietf.org/html/rfc9110#section-15.5.14",
        415 => "https://tools.ietf.org/html/rfc9110#section-15.5.16",
        421 => "https://tools.ietf.org/html/rfc9110#section-15.5.20",
        422 => "https://tools.ietf.org/html/rfc9110#section-15.5.21",
        429 => "https://tools.ietf.org/html/rfc6585#section-4",
        500 => "https://tools.ietf.org/html/rfc9110#section-15.6.1",
        503 => "https://tools.ietf.org/html/rfc9110#section-15.6.4",
        _ => "about:blank",
    };
}
