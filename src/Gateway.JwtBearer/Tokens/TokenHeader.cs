using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Gateway.JwtBearer.Tokens;

/// <summary>What a signed token says about its signature (RFC 7515 section 4.1). Nobody has vouched for it yet.</summary>
/// <param name="Algorithm">The <c>alg</c>, or null.</param>
/// <param name="KeyId">The <c>kid</c>, or null.</param>
/// <param name="HasCritical">Whether there are extensions that must be understood; none is.</param>
/// <param name="Payload">The second part of the token, still encoded.</param>
internal readonly record struct TokenHeader(string? Algorithm, string? KeyId, bool HasCritical, ReadOnlyMemory<char> Payload)
{
    private const string Scheme = "Bearer ";

    // Two members of one name are read differently by different readers; RFC 7519 section 4 allows to refuse them.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static string GetToken(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim(' ') : header;

    /// <summary>Null when it is not a token in the compact form with three parts.</summary>
    public static TokenHeader? TryRead(string token)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = token.IndexOf('.', first + 1);
        if (first <= 0 || second < 0 || token.IndexOf('.', second + 1) >= 0 || !TryParse(token.AsSpan(0, first), out var header))
        {
            return null;
        }

        try
        {
            return new TokenHeader(
                GetText(header, "alg"), GetText(header, "kid"), header.TryGetProperty("crit", out _), token.AsMemory(first + 1, second - first - 1));
        }
        catch (InvalidOperationException)
        {
            // A text that is no Unicode.
            return null;
        }
    }

    /// <summary>False when it is not base64url of a JSON object.</summary>
    public static bool TryParse(ReadOnlySpan<char> encoded, out JsonElement json)
    {
        json = default;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(encoded.Length)];
        if (Base64Url.DecodeFromChars(encoded, bytes, out _, out var written) != OperationStatus.Done)
        {
            return false;
        }

        try
        {
            json = JsonElement.Parse(bytes.AsSpan(0, written), Strict);
            return json.ValueKind == JsonValueKind.Object;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? GetText(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
