using Microsoft.Net.Http.Headers;

namespace Gateway.Core.Mapping.Parameters;

/// <summary>
/// Whether a mapped redirect stays where it may lead: a value that a client had a part in must not send others to a place of its choice.
/// What browsers make of a value counts, not what RFC 3986 says: they read <c>\</c> as <c>/</c> and drop tabs and line ends.
/// </summary>
internal sealed class LocationCheck(IReadOnlyCollection<string> hosts)
{
    private readonly HashSet<string> _hosts = new(hosts, StringComparer.OrdinalIgnoreCase);

    public static bool IsLocation(string header) =>
        header.Equals(HeaderNames.Location, StringComparison.OrdinalIgnoreCase)
        || header.Equals("Content-Location", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">It is no host.</exception>
    public static string NormalizeHost(string host) =>
        !string.IsNullOrEmpty(host) && Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.PathAndQuery == "/"
            ? uri.Authority
            : throw new ArgumentException($"'{host}' must be a host such as shop.example or shop.example:8443, without a scheme or path.", nameof(host));

    public bool Allows(string value)
    {
        if (value.AsSpan().ContainsAnyExceptInRange('!', '~') || value.Contains('\\', StringComparison.Ordinal))
        {
            return false;
        }

        return value is ['/'] or ['/', not '/', ..] || (_hosts.Count > 0 && IsAtAllowedHost(value));
    }

    private bool IsAtAllowedHost(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && (value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && uri.UserInfo.Length == 0
        && _hosts.Contains(uri.Authority);
}
