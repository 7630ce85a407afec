using System.Buffers;

namespace Gateway.Core.Validation.Schemas;

/// <summary>References between schemas (RFC 3986), and the addresses that models have here.</summary>
internal static class SchemaUri
{
    private const string ModelScheme = "model:/";
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private const string ReferenceHost = "apigateway.amazonaws.com";

    public static Uri OfModel(string name) => new(ModelScheme + name);

    /// <summary>
    /// The same address for both ways to name a model: our own, and the reference's
    /// <c>https://apigateway.amazonaws.com/restapis/{api-id}/models/{name}</c>, whose API id means nothing here.
    /// </summary>
    public static Uri Normalize(Uri uri) =>
        uri.IsAbsoluteUri && uri.Host == ReferenceHost && uri.Segments is ["/", "restapis/", _, "models/", var name] ? OfModel(name) : uri;

    /// <summary>Splits a reference into the address that it means from <paramref name="baseUri"/>, and its fragment without escapes.</summary>
    public static bool TryResolve(Uri baseUri, string reference, out Uri uri, out string fragment)
    {
        var mark = reference.IndexOf('#', StringComparison.Ordinal);
        var address = mark < 0 ? reference : reference[..mark];
        fragment = mark < 0 ? "" : Uri.UnescapeDataString(reference[(mark + 1)..]);
        uri = baseUri;
        if (address.Length == 0)
        {
            return true;
        }

        // On Unix, a path is an absolute address to Uri.
        var isAbsolute = HasScheme(address);
        if (!(isAbsolute ? Uri.TryCreate(address, UriKind.Absolute, out var resolved) : Uri.TryCreate(baseUri, address, out resolved)))
        {
            return false;
        }

        uri = Normalize(resolved);
        return true;
    }

    private static bool HasScheme(string address)
    {
        var colon = address.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && char.IsAsciiLetter(address[0])
            && !address.AsSpan(0, colon).ContainsAnyExcept(SchemeCharacters);
    }
}
